package io.tightwire.processor.generate;

import com.squareup.javapoet.ClassName;

/**
 * The names of the runtime's types, which is all that the processor knows of the runtime. An
 * integration test checks that they exist. Stateless.
 */
public final class RuntimeTypes {

  private static final String API = "io.tightwire";
  private static final String GENERATED = "io.tightwire.generated";
  private static final String CODEC = "io.tightwire.codec";

  static final ClassName CHANNEL = ClassName.get(API, "RpcChannel");
  static final ClassName REMOTE_CALL = ClassName.get(API, "RemoteCall");
  static final ClassName REMOTE_STREAMING_CALL = ClassName.get(API, "RemoteStreamingCall");
  static final ClassName REMOTE_UPLOAD = ClassName.get(API, "RemoteUpload");
  static final ClassName REMOTE_DUPLEX = ClassName.get(API, "RemoteDuplex");
  static final ClassName REMOTE_STREAM = ClassName.get(API, "RemoteStream");
  static final ClassName REMOTE_EXCEPTION = ClassName.get(API, "RpcRemoteException");

  static final ClassName ARGUMENTS_WRITER = ClassName.get(GENERATED, "ArgumentsWriter");
  static final ClassName CALL_INPUT = ClassName.get(GENERATED, "CallInput");
  static final ClassName CODEC_SUPPORT = ClassName.get(GENERATED, "CodecSupport");
  static final ClassName DECLARED_EXCEPTION = ClassName.get(GENERATED, "DeclaredException");
  static final ClassName HANDLER_INPUT = ClassName.get(GENERATED, "HandlerInput");
  static final ClassName INVOCATION = ClassName.get(GENERATED, "Invocation");
  static final ClassName METHOD_DESCRIPTOR = ClassName.get(GENERATED, "MethodDescriptor");
  static final ClassName SKELETON = ClassName.get(GENERATED, "RpcSkeleton");
  static final ClassName SERVER_METHOD = ClassName.get(GENERATED, "ServerMethod");
  static final ClassName SERVICE_DESCRIPTION = ClassName.get(GENERATED, "ServiceDescription");

  public static final ClassName CODEC_TYPE = ClassName.get(CODEC, "Codec");
  static final ClassName CODECS = ClassName.get(CODEC, "Codecs");
  static final ClassName ENUM_CODEC = ClassName.get(CODEC, "EnumCodec");
  static final ClassName HASHED_KEYS = ClassName.get(CODEC, "HashedKeys");
  static final ClassName READER = ClassName.get(CODEC, "WireReader");
  static final ClassName WRITER = ClassName.get(CODEC, "WireWriter");

  private RuntimeTypes() {}
}
