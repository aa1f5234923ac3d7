package io.tightwire.internal.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The classes that a process loads until its first response, over {@code tcp://} without
 * encryption: packages, and the names of their classes, about in the order of their use. Anonymous
 * ones are left out, whose names the compiler chooses. A test tells which ones are missing.
 * Stateless; thread-safe.
 */
final class FirstCallClasses {

  /** Those of clients and servers. */
  private static final String OF_BOTH =
      """
      io.tightwire.
        RpcException
      io.tightwire.codec.
        Codecs Codec CodecException StandardCodec StandardType BoundedOutput WireWriter Utf8
        BoundedInput WireReader Codec$Writer Codec$Reader Header Skipping
      io.tightwire.generated.
        MethodDescriptor MethodDescriptor$Kind
      io.tightwire.internal.flow.
        Heartbeat Threads Threads$Pool Workers Linger AdaptiveSpin Crowding LoopCounter
        SharedByteBudget ByteLimits Times Timed Mailbox$Entry Deadlines LoopThread Mailbox
        Mailbox$LinkedEntry Mailbox$Node NumericHosts LargeArrays CallTable Liveness
      io.tightwire.internal.discovery.
        Discovery
      io.tightwire.internal.link.
        Endpoint Endpoint$Kind Agent LinkOptions ConnectionLimits NameLookups Resolver Loop
        SharedLoop Loop$TransportFactory LinkContext Transport Transports PortBinder ServerPort
        TargetTransport LoopCrew LoopClosing EndSteps LoopInbox FlushQueue LinkBytes LoopPass
        MessageSink SocketEngine Poller LoopLoad LoopWaker TaskRunner InboundBudget
        ProgressCheck InboundBudget$Share ProgressCheck$Mark Peer Connection InFlightBytes
        Outbox PassResult OutboundMessage MessageSink$Outcome InboundMessage
      io.tightwire.internal.report.
        RateLimitedLog
      io.tightwire.internal.wire.
        BadFrameException FrameReader Frame UnencodableTextException FrameWriter Slice
        Frame$Hello Frame$Item
      io.tightwire.internal.link.socket.
        ConnectWatcher ClientPorts Tuning RefusedInputException MessageAssembler ZmtpRules
      io.tightwire.internal.link.zmtp.
        SelectorEngine ZmtpStreamOwner ZmtpMechanism Selectable ZmtpMechanism$Wire ZmtpStream
        NullMechanism ZmtpCommand$Role ZmtpHandshake ZmtpDecoder ZmtpDecoder$Handler ZmtpReader
        OutboundBytes ZmtpCommand
      io.tightwire.internal.stream.
        WindowBudget SendingCall SourceOutcome
      io.tightwire.internal.context.
        CurrentCall
      """;

  /** Those of clients. */
  private static final String OF_CLIENTS =
      """
      io.tightwire.
        RpcChannel RpcClient RpcMethodNotFoundException ClientBuilder RpcClient$Builder
        Balancing Ejection Target Target$Kind ConnectionState$Kind ConnectionState
        Attempt$Reason RpcTimeoutException RpcCancelledException RpcProtocolException
        RpcPermissionException RpcUnavailableException RemoteStream RemoteCall RpcRequest
        OutgoingCall$Mode OutgoingCall
      io.tightwire.internal.client.
        LeakDetector$Resource FleetOptions ClientRuntime$CommandSink Readiness ClientCounters
        PendingCallLimit PendingCallLimit$ItemBudget ClientCommand ClientCore ClientOptions
        ServerKeys CallbackRetries Fleet Membership Eligibility ServerPicker Balancer TwoChoices
        TwoChoices$Cost Server KeyHashing Candidates Membership$Change ServerKeys$Requirement
        ServerFingerprints ServerLoad ServerHealth ClientLog Keys ClientCalls ClientCall
        InputQueues LocalFailures RetryPolicy RetryBudget Backlog SentCalls StreamingCall
        CallbackDispatcher StateListeners ClientRuntime CallPreparer Routing CallChannel
        InputCalls StreamCall BlockingCall PullingCall InputSender HandSender FutureCall
        SubscriberCall SourceSender LeakDetector CallPreparer$Refusal InterceptedCall
        PreparedCall ClientCall$Phase ServerConnection InFlightCalls MethodNames
      io.tightwire.internal.lifecycle.
        ClientConfig ClientConfig$Builder ClientLifecycle ClientResolution
        ClientLifecycle$Posting
      io.tightwire.internal.discovery.
        Scheme
      io.tightwire.discovery.
        ServerAddress Resolver$Listener Resolver$Watch Resolver
      io.tightwire.internal.flow.
        Threads$Callbacks Waiter StackProbe
      io.tightwire.internal.wire.
        Outcome EncodedRequest Frame$Result Frame$End Frame$Failure
      io.tightwire.internal.stream.
        ReceivingCall
      io.tightwire.internal.link.
        ClientLink Targets ClientTransports ClientTransports$Factory LoopSharing SharedPasses
        Followers DriverWait DriverWait$State Backoff Followers$Follower
      io.tightwire.internal.link.zmtp.
        ZmtpClientPorts ZmtpClientPort
      io.tightwire.internal.link.socket.
        ClientPort ClientTransport Connector ConnectRace$Dialer ConnectRace$Attempt
        Connector$Target Dial ConnectRace
      io.tightwire.generated.
        ArgumentsWriter
      """
          + OF_BOTH;

  /** Those of servers. */
  private static final String OF_SERVERS =
      """
      io.tightwire.
        RpcServer ServerExposureBuilder ServerBuilder RpcServer$Builder RpcStatus
        RejectionReason ServerStats RejectedCall HealthState RpcContext RpcContext$Registration
      io.tightwire.internal.lifecycle.
        ServerConfig ServerConfig$Builder ServerLanesConfig$Builder
        ServerPublicationConfig$Builder ServerBuiltInConfig$Builder ServerLanesConfig
        ServerPublicationConfig ServerBuiltInConfig ServerLifecycle
        ServerIntrospection$Source ServerPublication ServerHost ServerBuiltIns
        ServerLifecycle$Introspected ServerHealthChecks ServerHealthService ServerIntrospection
        ServerLifecycle$Host
      io.tightwire.discovery.
        Registrar
      io.tightwire.internal.server.
        PeerPermissions ServerLimits ServerOptions AgeLimit ServerCore$Host ServiceHealth
        MethodTable Lanes HandlerTimes Lane MethodTable$Entry MethodCounters ServerCore
        ServerLog ThrottledClients ResponseEncoder ServerCounters RejectionReports AdmittedCalls
        OpenCall ServerCall CallAdmission FrameRefusals InputFrames ReplySender KeepAlive
        Session ServerDrain HealthAnnouncer ServerHello Handshake ConnectionAge ResponseBytes
        ReplyQueue CallGate RetainedMessage Rejection ServerCommand ServerCall$Stage
        HandlerThread CallContext Execution Response MethodCounters$Ends
      io.tightwire.builtin.
        Health Introspection HealthSkeleton IntrospectionSkeleton HealthMethods HealthCodecs
        IntrospectionMethods IntrospectionCodecs ServerInfo
      io.tightwire.generated.
        RpcSkeleton ServerMethod ServerMethod$InputHandler ServerMethod$Handler Invocation
        ServerMethod$Returning ServerMethod$Streaming ServerMethod$Publishing
        ServerMethod$Completing HandlerInput
      io.tightwire.codec.
        EnumCodec
      io.tightwire.internal.link.
        TaskRunner$Task ServerLink LoopTask ServerTransport ConnectionLimiter
        HandshakeRateLimiter LoopStandby RunningTask LoopStandby$Tasks
      io.tightwire.internal.flow.
        ByteBudget Workers$Worker LatencyBuckets
      io.tightwire.internal.link.zmtp.
        ZmtpPortBinder ZmtpSecurity ZmtpServerPort ZmtpServerPort$Client
      io.tightwire.internal.link.socket.
        BoundSocket$PortFactory BoundSocket
      io.tightwire.internal.stream.
        ItemBytes ItemStream$Source
      io.tightwire.internal.wire.
        Frame$Request
      io.tightwire.internal.context.
        CurrentCall$Inlineable
      """
          + OF_BOTH;

  private FirstCallClasses() {}

  /** Returns the names of those that a process with a client loads. */
  static List<String> ofClients() {
    return names(OF_CLIENTS);
  }

  /** Returns the names of those that a process with a server loads. */
  static List<String> ofServers() {
    return names(OF_SERVERS);
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    String prefix = "";
    StringTokenizer tokens = new StringTokenizer(text);
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      if (token.endsWith(".")) {
        prefix = token;
      } else {
        names.add(prefix.concat(token));
      }
    }
    return names;
  }
}
