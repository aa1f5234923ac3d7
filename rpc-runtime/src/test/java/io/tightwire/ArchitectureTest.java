package io.tightwire;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Tests that imports run downwards only, as ARCHITECTURE.md says. */
@AnalyzeClasses(packages = "io.tightwire", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String FRONT = "io.tightwire";
  private static final String GENERATED = "io.tightwire.generated";
  private static final String BUILTIN = "io.tightwire.builtin";
  private static final String CODEC = "io.tightwire.codec";
  private static final String DISCOVERY = "io.tightwire.discovery";
  private static final String INTERNAL_DISCOVERY = "io.tightwire.internal.discovery";
  private static final String WIRE = "io.tightwire.internal.wire";
  private static final String FLOW = "io.tightwire.internal.flow";
  private static final String STREAM = "io.tightwire.internal.stream";
  private static final String REPORT = "io.tightwire.internal.report";
  private static final String CONTEXT = "io.tightwire.internal.context";
  private static final String LINK = "io.tightwire.internal.link";
  private static final String LINK_ZMQ = LINK + ".zmq";
  private static final String LINK_SOCKET = LINK + ".socket";
  private static final String LINK_ZMTP = LINK + ".zmtp";
  private static final String LINK_CURVE = LINK + ".curve";
  private static final String LINK_INPROC = LINK + ".inproc";
  private static final String CLIENT = "io.tightwire.internal.client";
  private static final String SERVER = "io.tightwire.internal.server";
  private static final String LIFECYCLE = "io.tightwire.internal.lifecycle";

  private static final String[] LANGUAGE = {"java..", "org.jspecify.annotations"};

  /** Types that all layers use: failures, and the objects of handlers and readers. */
  private static final DescribedPredicate<JavaClass> VOCABULARY =
      resideInAPackage(FRONT)
          .and(
              nameMatching(
                  "io\\.tightwire\\.(Rpc\\w*Exception|ItemSender|OpenUpload|OpenDuplex|RpcStatus|RpcContext(\\$.*)?|RemoteStream|RpcChannel"
                      + "|RemoteCause|Attempt(\\$.*)?|ClientStats|Target(\\$.*)?|(Client|Server)Interceptor|RpcRequest|OutgoingCall(\\$.*)?"
                      + "|CallListener(\\$.*)?|CallEnd|RejectedCall|RejectionReason|(Server|Lane|Method)Stats|LatencyHistogram|ConnectionState(\\$.*)?|Balancing|Ejection|ServerStatus(\\$.*)?)"))
          .as("vocabulary");

  private static DescribedPredicate<JavaClass> languageOr(String... packages) {
    return resideInAnyPackage(LANGUAGE).or(resideInAnyPackage(packages));
  }

  /** Arrays of primitives, and the like. */
  private static final DescribedPredicate<JavaClass> PRIMITIVE =
      DescribedPredicate.describe("primitive", type -> type.getBaseComponentType().isPrimitive());

  @ArchTest
  static final ArchRule onlyTheZmqPackageKnowsJeroMq =
      noClasses()
          .that()
          .resideOutsideOfPackage(LINK_ZMQ)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.zeromq..", "zmq..");

  @ArchTest
  static final ArchRule onlyTheCurvePackageKnowsJNaCl =
      noClasses()
          .that()
          .resideOutsideOfPackage(LINK_CURVE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.neilalexander..");

  @ArchTest
  static final ArchRule theLinkKnowsItsTransportsOnlyWhereTheyAreChosen =
      noClasses()
          .that()
          .resideInAPackage(LINK)
          .and()
          .doNotHaveSimpleName("Transports")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LINK_ZMQ, LINK_ZMTP, LINK_CURVE, LINK_SOCKET, LINK_INPROC);

  @ArchTest
  static final ArchRule theZmqPackageKnowsTheLinkAndNoOtherTransport =
      classes()
          .that()
          .resideInAPackage(LINK_ZMQ)
          .should()
          .onlyDependOnClassesThat(
              languageOr(LINK_ZMQ, LINK_CURVE, LINK_SOCKET, LINK, FLOW, REPORT, "zmq..")
                  .or(PRIMITIVE));

  @ArchTest
  static final ArchRule theZmtpPackageKnowsTheLinkAndNoOtherTransport =
      classes()
          .that()
          .resideInAPackage(LINK_ZMTP)
          .should()
          .onlyDependOnClassesThat(
              languageOr(LINK_ZMTP, LINK_CURVE, LINK_SOCKET, LINK, FLOW, REPORT).or(PRIMITIVE));

  @ArchTest
  static final ArchRule curveComputesAndDoesNoInputOrOutput =
      classes()
          .that()
          .resideInAPackage(LINK_CURVE)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java.lang..",
                      "java.math",
                      "java.security..",
                      "java.util..",
                      "javax.crypto",
                      "com.neilalexander.jnacl.crypto",
                      "org.jspecify.annotations",
                      LINK_CURVE)
                  .or(nameMatching("java\\.nio\\.(ByteBuffer|ByteOrder|charset\\..*)"))
                  .or(nameMatching(".*\\.(CurveOptions|RefusedInputException)"))
                  .or(PRIMITIVE));

  @ArchTest
  static final ArchRule whatSocketsHaveInCommonKnowsNoTransport =
      classes()
          .that()
          .resideInAPackage(LINK_SOCKET)
          .should()
          .onlyDependOnClassesThat(languageOr(LINK_SOCKET, LINK, FLOW, REPORT).or(PRIMITIVE));

  @ArchTest
  static final ArchRule theInprocPackageKnowsTheLinkAndNoOtherTransport =
      classes()
          .that()
          .resideInAPackage(LINK_INPROC)
          .should()
          .onlyDependOnClassesThat(languageOr(LINK_INPROC, LINK, FLOW, REPORT).or(PRIMITIVE));

  @ArchTest
  static final ArchRule onlyKeysOfTheTransportsAreUsedOutsideOfTheLink =
      noClasses()
          .that()
          .resideOutsideOfPackage(LINK + "..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(LINK_ZMQ, LINK_ZMTP, LINK_CURVE, LINK_SOCKET, LINK_INPROC)
                  .and(
                      DescribedPredicate.not(
                          nameMatching("io\\.tightwire\\.internal\\.link\\.zmq\\.CurveKeys"))));

  @ArchTest
  static final ArchRule codecImportsNothingOfOurs =
      classes()
          .that()
          .resideInAPackage(CODEC)
          .should()
          .onlyDependOnClassesThat(languageOr(CODEC, "org.msgpack..").or(PRIMITIVE));

  @ArchTest
  static final ArchRule discoveryImportsNothingOfOurs =
      classes()
          .that()
          .resideInAPackage(DISCOVERY)
          .should()
          .onlyDependOnClassesThat(languageOr(DISCOVERY).or(PRIMITIVE));

  /** Resolvers run on their own threads, and tell lists of addresses to their listeners. */
  @ArchTest
  static final ArchRule builtInDiscoveryKnowsNoClientNoServerAndNoLink =
      classes()
          .that()
          .resideInAPackage(INTERNAL_DISCOVERY)
          .should()
          .onlyDependOnClassesThat(
              languageOr(INTERNAL_DISCOVERY, DISCOVERY, FLOW, REPORT).or(PRIMITIVE));

  @ArchTest
  static final ArchRule generatedContractKnowsTheCodecAndTheVocabulary =
      classes()
          .that()
          .resideInAPackage(GENERATED)
          .should()
          .onlyDependOnClassesThat(languageOr(GENERATED, CODEC).or(VOCABULARY).or(PRIMITIVE));

  @ArchTest
  static final ArchRule contextKnowsTheVocabularyOnly =
      classes()
          .that()
          .resideInAPackage(CONTEXT)
          .should()
          .onlyDependOnClassesThat(languageOr(CONTEXT).or(VOCABULARY));

  @ArchTest
  static final ArchRule flowIsPure =
      classes()
          .that()
          .resideInAPackage(FLOW)
          .should()
          .onlyDependOnClassesThat(languageOr(FLOW).or(PRIMITIVE));

  @ArchTest
  static final ArchRule reportKnowsTheVocabularyOnly =
      classes()
          .that()
          .resideInAPackage(REPORT)
          .should()
          .onlyDependOnClassesThat(languageOr(REPORT).or(VOCABULARY).or(PRIMITIVE));

  @ArchTest
  static final ArchRule wireKnowsNoSocketNoThreadAndNoCall =
      classes()
          .that()
          .resideInAPackage(WIRE)
          .should()
          .onlyDependOnClassesThat(
              languageOr(WIRE, FLOW, CODEC, GENERATED, "org.msgpack..")
                  .or(VOCABULARY)
                  .or(PRIMITIVE));

  /** Either side can use either half. */
  @ArchTest
  static final ArchRule streamsAreTheSameForBothSides =
      classes()
          .that()
          .resideInAPackage(STREAM)
          .should()
          .onlyDependOnClassesThat(languageOr(STREAM, WIRE, FLOW, CODEC).or(PRIMITIVE));

  @ArchTest
  static final ArchRule linkKnowsNoCall =
      noClasses()
          .that()
          .resideInAPackage(LINK + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLIENT, SERVER, STREAM, WIRE, GENERATED, CODEC);

  @ArchTest
  static final ArchRule clientNeverSeesTheServer =
      classes()
          .that()
          .resideInAPackage(CLIENT)
          .should()
          .onlyDependOnClassesThat(
              languageOr(
                      CLIENT, CONTEXT, REPORT, LINK, STREAM, WIRE, FLOW, DISCOVERY, GENERATED,
                      CODEC)
                  .or(VOCABULARY)
                  .or(PRIMITIVE));

  @ArchTest
  static final ArchRule serverNeverSeesTheClient =
      classes()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .onlyDependOnClassesThat(
              languageOr(SERVER, CONTEXT, REPORT, LINK, STREAM, WIRE, FLOW, GENERATED, CODEC)
                  .or(VOCABULARY)
                  .or(PRIMITIVE));

  /** They assemble a server, so they see its state machine, the link, discovery and the threads. */
  @ArchTest
  static final ArchRule assemblyOfServersNeverSeesTheClient =
      classes()
          .that()
          .resideInAPackage(LIFECYCLE)
          .and(nameMatching(".*\\.Server\\w+(\\$.*)?"))
          .should()
          .onlyDependOnClassesThat(
              languageOr(
                      LIFECYCLE,
                      SERVER,
                      CONTEXT,
                      DISCOVERY,
                      INTERNAL_DISCOVERY,
                      LINK,
                      FLOW,
                      REPORT,
                      BUILTIN,
                      GENERATED)
                  .or(VOCABULARY)
                  .or(PRIMITIVE));

  @ArchTest
  static final ArchRule assemblyOfClientsNeverSeesTheServer =
      classes()
          .that()
          .resideInAPackage(LIFECYCLE)
          .and(nameMatching(".*\\.Client\\w+(\\$.*)?"))
          .should()
          .onlyDependOnClassesThat(
              languageOr(
                      LIFECYCLE, CLIENT, LINK, STREAM, FLOW, REPORT, DISCOVERY, INTERNAL_DISCOVERY)
                  .or(VOCABULARY)
                  .or(PRIMITIVE));

  @ArchTest
  static final ArchRule noPackageBelowKnowsTheLifecycle =
      noClasses()
          .that()
          .resideInAPackage("io.tightwire.internal..")
          .and()
          .resideOutsideOfPackage(LIFECYCLE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(LIFECYCLE);

  @ArchTest
  static final ArchRule nothingInsideKnowsTheFrontDoors =
      noClasses()
          .that()
          .resideInAPackage("io.tightwire.internal..")
          .should()
          .dependOnClassesThat(
              type(RpcClient.class).or(type(RpcServer.class)).as("RpcClient or RpcServer"));

  @ArchTest
  static final ArchRule clientsAndServersUseNoSocketOfTheLink =
      noClasses()
          .that()
          .resideInAnyPackage(CLIENT, SERVER)
          .should()
          .dependOnClassesThat(
              resideInAPackage(LINK)
                  .and(
                      DescribedPredicate.not(
                          nameMatching(
                              "io\\.tightwire\\.internal\\.link\\.(Agent|Targets|TaskRunner|Peer|Endpoint|DisconnectReason)(\\$.*)?"))));

  /** {@code Transports} alone chooses among the packages of the link, and so knows them all. */
  @ArchTest
  static final ArchRule internalPackagesHaveNoCycle =
      slices()
          .matching("io.tightwire.internal.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              nameMatching("io\\.tightwire\\.internal\\.link\\.Transports"),
              resideInAPackage("io.tightwire.internal.link.."))
          .as("no cycle between the internal packages");

  /** Internals that stand there would be public, or hidden from their package. */
  @ArchTest
  static final ArchRule publicPackageHoldsNoInternals =
      classes()
          .that()
          .resideInAPackage(FRONT)
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .and()
          .doNotHaveSimpleName("Limits")
          .and()
          .doNotHaveSimpleName("ServerBuilder") // only RpcServer.Builder, which extends it, is seen
          .and()
          .doNotHaveSimpleName("ServerExposureBuilder")
          .and()
          .doNotHaveSimpleName("ClientBuilder")
          .should()
          .bePublic();
}
