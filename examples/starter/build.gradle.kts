// A project to copy: gradle build. The same with Maven: pom.xml.
plugins {
    java
}

repositories {
    mavenLocal()
    mavenCentral()
}

dependencies {
    implementation(platform("io.tightwire:rpc-bom:0.1.0-SNAPSHOT"))
    annotationProcessor(platform("io.tightwire:rpc-bom:0.1.0-SNAPSHOT"))

    implementation("io.tightwire:rpc-runtime")
    annotationProcessor("io.tightwire:rpc-processor")

    testImplementation("io.tightwire:rpc-testing")
    testImplementation("org.junit.jupiter:junit-jupiter:6.1.3")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher:6.1.3")
}

tasks.withType<JavaCompile> {
    options.release = 17
}

tasks.test {
    useJUnitPlatform()
}
