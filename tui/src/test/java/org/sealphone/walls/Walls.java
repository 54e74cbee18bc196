package org.sealphone.walls;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The walls of the house as rules over compiled classes. {@link WallsTest} holds each one against the product and against an offender. */
final class Walls {
    private static final String ROOT = "org.sealphone.";
    private static final String JDK = "java..";

    /** The packages without clock, randomness, threads, files or sockets: what they compute follows from their arguments. */
    static final String[] PURE = {
        ROOT + "crypto.cipher..",
        ROOT + "crypto.rtp..",
        ROOT + "crypto.srtp..",
        ROOT + "crypto.sdes..",
        ROOT + "crypto.tls..",
        ROOT + "crypto.digest..",
        ROOT + "crypto.passport..",
        ROOT + "crypto.dns..",
        ROOT + "crypto.secret..",
        ROOT + "crypto.reason..",
        ROOT + "media.sdp..",
        ROOT + "media.rtp..",
        ROOT + "media.rtcp..",
        ROOT + "media.codec",
        ROOT + "media.jitter..",
        ROOT + "media.quality..",
        ROOT + "media.tone..",
        ROOT + "ua.policy..",
        ROOT + "ua.field..",
        ROOT + "ua.locate..",
        ROOT + "ua.engine..",
        ROOT + "harness.oracle..",
        ROOT + "harness.srtp..",
        ROOT + "tui.screen..",
    };

    /** The part of the harness that is a second implementation: it shares no SIP and no SRTP code with the phone. */
    static final String[] INDEPENDENT = {
        ROOT + "harness.sip..", ROOT + "harness.tls..", ROOT + "harness.trunk..", ROOT + "harness.hostile..",
        ROOT + "harness.srtp..", ROOT + "harness.capture..", ROOT + "harness.oracle..", ROOT + "harness.relay..",
        ROOT + "harness.dns..",
    };

    private static final String[] PHONE = {
        ROOT + "crypto..", ROOT + "media..", ROOT + "ua..", ROOT + "certs..", ROOT + "tui.."
    };

    private static final Pattern SOCKETS = Pattern.compile(
            "java\\.net\\.(Socket|ServerSocket|DatagramSocket|MulticastSocket"
                    + "|SocketImpl|DatagramSocketImpl|URLConnection|HttpURLConnection|JarURLConnection)"
                    + "|java\\.net\\.http\\..*|javax\\.net\\.SocketFactory|javax\\.net\\.ServerSocketFactory"
                    + "|javax\\.net\\.ssl\\.(SSLSocket|SSLServerSocket|SSLSocketFactory|SSLServerSocketFactory|HttpsURLConnection)"
                    + "|java\\.nio\\.channels\\.(SocketChannel|ServerSocketChannel|DatagramChannel|AsynchronousSocketChannel"
                    + "|AsynchronousServerSocketChannel|Selector|SelectionKey|MulticastChannel|Pipe)"
                    + "|java\\.nio\\.channels\\.spi\\..*|javax\\.naming\\..*|java\\.rmi\\..*|sun\\.net\\..*|com\\.sun\\.net\\..*");

    /** Interfaces of the JDK and of JAIN-SIP name sockets in their signatures; who implements them may name sockets, never make or use one. */
    private static final String[] NAMING_ONLY = {
        ROOT + "ua.sip.ClosedNetworkLayer", ROOT + "crypto.tls.PeerVerifier", ROOT + "crypto.tls.ClientKeys"
    };

    /** Who paces sound by the clock, and the writer that lets its queue fill before it writes. */
    private static final String[] PARKING = {
        ROOT + "media.engine.MediaTicker",
        ROOT + "media.audio.LineLoop",
        ROOT + "media.record.WavWriter",
        ROOT + "crypto.wire.ReceiveLoop",
    };

    private static final DescribedPredicate<JavaClass> A_SOCKET =
            describe("that open or drive a network connection", type -> SOCKETS.matcher(type.getName())
                    .matches());

    private Walls() {}

    static ArchRule cryptoImportsNothingOfOurs() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "crypto..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ROOT + "media..", ROOT + "certs..", ROOT + "ua..", ROOT + "harness..", ROOT + "tui.."));
    }

    static ArchRule mediaLooksDownOnly() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "media..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "certs..", ROOT + "ua..", ROOT + "harness..", ROOT + "tui.."));
    }

    static ArchRule certsLookDownOnly() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "certs..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "media..", ROOT + "ua..", ROOT + "harness..", ROOT + "tui.."));
    }

    static ArchRule uaLooksDownOnly() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "ua..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "certs..", ROOT + "harness..", ROOT + "tui.."));
    }

    static ArchRule harnessLooksDownOnly() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "harness..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "tui.."));
    }

    static ArchRule theSecondImplementationIsIndependent() {
        return noClasses()
                .that()
                .resideInAnyPackage(INDEPENDENT)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "crypto..", ROOT + "ua..", "javax.sip..", "javax.sdp..", "gov.nist..")
                                .or(resideInAnyPackage(ROOT + "media..")
                                        .and(DescribedPredicate.not(resideInAnyPackage(ROOT + "media.codec..")))));
    }

    static ArchRule oneDoorForSockets() {
        return noClasses()
                .that()
                .resideInAnyPackage(PHONE)
                .and()
                .resideOutsideOfPackages(ROOT + "crypto.wire..", ROOT + "tui.control..")
                .and(DescribedPredicate.not(named(NAMING_ONLY)))
                .should()
                .dependOnClassesThat(A_SOCKET)
                .orShould()
                .callMethodWhere(describe(
                        "what an address of the web leads to is opened",
                        (JavaCall<?> call) -> call.getTargetOwner().isEquivalentTo(java.net.URL.class)
                                && Set.of("openStream", "openConnection", "getContent")
                                        .contains(call.getName())));
    }

    /** The exception to the one door is none to a network: its sockets are opened by their family, and that is AF_UNIX. */
    static ArchRule controlReachesNoNetwork() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "tui.control..")
                .should()
                .dependOnClassesThat(describe(
                        "speak to networks",
                        type -> type.isAssignableTo(java.net.InetAddress.class)
                                || type.isAssignableTo(java.net.InetSocketAddress.class)
                                || type.isAssignableTo(java.net.Socket.class)
                                || type.isAssignableTo(java.net.ServerSocket.class)
                                || type.isAssignableTo(java.net.DatagramSocket.class)
                                || type.isAssignableTo(java.nio.channels.DatagramChannel.class)))
                .orShould()
                .callMethodWhere(describe(
                        "a channel is opened without its family",
                        (JavaCall<?> call) -> call.getName().equals("open")
                                && call.getTargetOwner().getPackageName().equals("java.nio.channels")
                                && !call.getTarget().getRawParameterTypes().stream()
                                        .map(JavaClass::getName)
                                        .toList()
                                        .equals(List.of("java.net.ProtocolFamily"))))
                .orShould()
                .accessFieldWhere(describe(
                        "the family is that of a network",
                        (JavaAccess<?> access) ->
                                access.getTargetOwner().isEquivalentTo(java.net.StandardProtocolFamily.class)
                                        && !access.getName().equals("UNIX")));
    }

    static ArchRule whoMustNameSocketsUsesNone() {
        return noClasses()
                .that(named(NAMING_ONLY))
                .should()
                .accessTargetWhere(describe("the target is a socket", (JavaAccess<?> access) -> SOCKETS.matcher(
                                access.getTargetOwner().getName())
                        .matches()));
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        return describe("of a short list", type -> Set.of(names).contains(type.getName()));
    }

    static ArchRule namesAreResolvedInWireAlone() {
        return noClasses()
                .that()
                .resideInAnyPackage(PHONE)
                .and()
                .resideOutsideOfPackage(ROOT + "crypto.wire..")
                .should()
                .callCodeUnitWhere(
                        describe("a name is looked up", (JavaCall<?> call) -> looksUpNames(call.getTarget())));
    }

    private static boolean looksUpNames(AccessTarget.CodeUnitCallTarget target) {
        JavaClass owner = target.getOwner();
        return (owner.isAssignableTo(java.net.InetAddress.class)
                        && Set.of("getByName", "getAllByName", "getLocalHost").contains(target.getName()))
                || (owner.isAssignableTo(java.net.InetSocketAddress.class)
                        && target.getName().equals("<init>")
                        && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(String.class)));
    }

    static ArchRule noReverseLookups() {
        return noClasses()
                .that()
                .resideInAnyPackage("org.sealphone..")
                .should()
                .callMethodWhere(describe(
                        "an address is turned into a name",
                        (JavaCall<?> call) -> (call.getTargetOwner().isEquivalentTo(java.net.InetAddress.class)
                                        && Set.of("getHostName", "getCanonicalHostName", "isReachable")
                                                .contains(call.getName()))
                                || (call.getTargetOwner().isEquivalentTo(java.net.InetSocketAddress.class)
                                        && call.getName().equals("getHostName"))));
    }

    static ArchRule jainSipInUaSipAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "ua.sip..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.sip..", "javax.sdp..", "gov.nist.."));
    }

    static ArchRule dnsjavaAtTheDoorAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "crypto.dns..", ROOT + "crypto.wire..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.xbill.."));
    }

    static ArchRule lanternaInTuiTerminalAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "tui.terminal..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.googlecode.lanterna.."));
    }

    /** Of Lanterna the streams of a terminal and the keys alone: it also has windows of a desktop, a server of Telnet, and a factory of both. */
    static ArchRule noDesktopAndNoTelnet() {
        return noClasses()
                .that()
                .resideInAPackage("org.sealphone..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.awt..",
                                "javax.swing..",
                                "com.googlecode.lanterna.terminal.swing..",
                                "com.googlecode.lanterna.gui2..")
                        .or(describe(
                                "that open windows or sockets",
                                type -> type.getName().startsWith("com.googlecode.lanterna.terminal.ansi.Telnet")
                                        || type.getName().contains(".lanterna.terminal.DefaultTerminalFactory"))));
    }

    static ArchRule javaxSoundInMediaAudioAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "media.audio..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.sound.."));
    }

    static ArchRule nativeCodecsAtTheirEdgeAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "media.codec.opus..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("tomp2p..", "club.minnced..", "org.lwjgl.."));
    }

    static ArchRule nativeCodeIsCalledFromTwoPlacesAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "media.codec.opus..", ROOT + "harness.capture.live..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.sun.jna.."));
    }

    static ArchRule bouncyCastleStaysOffThePacketPath() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "crypto.cipher..",
                        ROOT + "crypto.rtp..",
                        ROOT + "crypto.srtp..",
                        ROOT + "crypto.sdes..",
                        ROOT + "media..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.bouncycastle.."));
    }

    static ArchRule purePackagesReadNoClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethodWhere(describe("a clock is read", (JavaCall<?> call) -> readsClock(call.getTarget())));
    }

    static ArchRule purePackagesMakeNoRandomness() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callCodeUnitWhere(
                        describe("randomness is made", (JavaCall<?> call) -> makesRandomness(call.getTarget())));
    }

    static ArchRule purePackagesDoNoInputOrOutput() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .and(DescribedPredicate.not(named(NAMING_ONLY)))
                .should()
                .dependOnClassesThat(A_SOCKET.or(describe(
                        "that touch files, processes or threads",
                        type -> Set.of(
                                                "java.nio.file.Files",
                                                "java.io.File",
                                                "java.io.FileInputStream",
                                                "java.io.FileOutputStream",
                                                "java.io.RandomAccessFile",
                                                "java.nio.channels.FileChannel",
                                                "java.lang.ProcessBuilder",
                                                "java.util.Timer")
                                        .contains(type.getName())
                                || type.getName().startsWith("java.util.concurrent.Exec"))))
                .orShould()
                .callCodeUnitWhere(describe(
                        "a thread is made or driven",
                        (JavaCall<?> call) -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                && !Set.of("currentThread", "interrupted", "isInterrupted", "onSpinWait")
                                        .contains(call.getName())));
    }

    static ArchRule nobodySleeps() {
        return noClasses()
                .should()
                .callMethodWhere(describe(
                        "a thread sleeps",
                        (JavaCall<?> call) -> (call.getTargetOwner().isEquivalentTo(Thread.class)
                                        && call.getName().equals("sleep"))
                                || (call.getTargetOwner().isEquivalentTo(java.util.concurrent.TimeUnit.class)
                                        && call.getName().equals("sleep"))));
    }

    /** A park with a bound is a sleep by another name: for who paces sound, in clock time, for who hands blocks to a disk, and for
     * who reads hundreds of sockets, to which each wake-up costs more than a datagram. */
    static ArchRule whoPacesSoundParksAlone() {
        return noClasses()
                .that(DescribedPredicate.not(named(PARKING)))
                .should()
                .callMethodWhere(describe(
                        "a thread parks for a time",
                        (JavaCall<?> call) ->
                                call.getTargetOwner().isEquivalentTo(java.util.concurrent.locks.LockSupport.class)
                                        && Set.of("parkNanos", "parkUntil").contains(call.getName())));
    }

    static ArchRule testsAreNeverSkipped() {
        return noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "that skip a test",
                        type -> type.getName().startsWith("org.junit.jupiter.api.Disabled")
                                || type.getName().startsWith("org.junit.jupiter.api.Assumptions")
                                || type.getName().startsWith("org.junit.jupiter.api.condition.")
                                || type.getName().startsWith("org.assertj.core.api.Assumptions")));
    }

    /** Who only asks which ciphers run may name the backend, and can make nothing of it. */
    static ArchRule ciphersAreUsedInSrtpAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "crypto.srtp..", ROOT + "crypto.cipher..")
                .should()
                .callMethodWhere(describe(
                        "a cipher under SRTP is made or used",
                        (JavaCall<?> call) ->
                                call.getTargetOwner().getPackageName().startsWith(ROOT + "crypto.cipher")
                                        && !Set.of("chosen", "describe", "intrinsic")
                                                .contains(call.getName())));
    }

    static ArchRule theJdkIsOpenedInCipherAlone() {
        return noClasses()
                .that()
                .resideInAPackage("org.sealphone..")
                .and()
                .resideOutsideOfPackage(ROOT + "crypto.cipher..")
                .should()
                .callMethodWhere(describe(
                        "the inside of another class is looked at",
                        (JavaCall<?> call) -> call.getName().equals("privateLookupIn")
                                || (call.getName().equals("setAccessible")
                                        && call.getTargetOwner()
                                                .getPackageName()
                                                .startsWith("java.lang.reflect"))));
    }

    static ArchRule sendersAreMadeInWireAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "crypto.srtp..", ROOT + "crypto.wire..")
                .should()
                .callConstructorWhere(describe("an SRTP sender is made", (JavaCall<?> call) -> Set.of(
                                ROOT + "crypto.srtp.SrtpSender", ROOT + "crypto.srtp.SrtcpSender")
                        .contains(call.getTargetOwner().getName())))
                .orShould()
                .callMethodWhere(describe(
                        "an SRTP sender is made",
                        (JavaCall<?> call) -> List.of(ROOT + "crypto.srtp.SrtpSender", ROOT + "crypto.srtp.SrtcpSender")
                                        .contains(call.getTargetOwner().getName())
                                && call.getTarget()
                                        .resolveMember()
                                        .map(m -> m.getModifiers()
                                                .contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC))
                                        .orElse(false)));
    }

    static ArchRule sealedBytesAreReadInWireAlone() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "crypto.srtp..", ROOT + "crypto.wire..")
                .should()
                .callMethodWhere(describe(
                        "the bytes of a protected packet are taken",
                        (JavaCall<?> call) -> Set.of(
                                                ROOT + "crypto.srtp.ProtectedPacket",
                                                ROOT + "crypto.srtp.SrtpPacket",
                                                ROOT + "crypto.srtp.SrtcpPacket")
                                        .contains(call.getTargetOwner().getName())
                                && call.getName().equals("array")));
    }

    static ArchRule trustIsDecidedInCryptoTlsAlone() {
        return noClasses()
                .that()
                .resideInAnyPackage(PHONE)
                .and()
                .resideOutsideOfPackage(ROOT + "crypto.tls..")
                .should()
                .beAssignableTo("javax.net.ssl.TrustManager")
                .orShould()
                .beAssignableTo("javax.net.ssl.HostnameVerifier");
    }

    static ArchRule onlyCommandsSpeakToTheTerminal() {
        return noClasses()
                .that()
                .resideInAPackage("org.sealphone..")
                .and()
                .resideOutsideOfPackage(ROOT + "tui..")
                .should()
                .accessFieldWhere(describe(
                        "a standard stream is used",
                        (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err").contains(access.getName())))
                .orShould()
                .callMethodWhere(describe(
                        "the virtual machine is ended or a stack is printed",
                        (JavaCall<?> call) -> (call.getTargetOwner().isEquivalentTo(System.class)
                                        && call.getName().equals("exit"))
                                || call.getName().equals("printStackTrace")));
    }

    static ArchRule everyPackageIsNullMarked() {
        return classes().that().haveSimpleName("package-info").should(beAnnotatedWith(NullMarked.class));
    }

    static ArchRule noPackageCycles() {
        return slices().matching(ROOT + "(*).(*)..").should().beFreeOfCycles();
    }

    private static boolean readsClock(AccessTarget.CodeUnitCallTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return (owner.equals("java.lang.System") && (name.equals("nanoTime") || name.equals("currentTimeMillis")))
                || (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
                || (owner.equals("java.util.Date")
                        && name.equals("<init>")
                        && target.getRawParameterTypes().isEmpty());
    }

    private static boolean makesRandomness(AccessTarget.CodeUnitCallTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        boolean made = name.equals("<init>")
                && Set.of("java.security.SecureRandom", "java.util.Random", "java.util.SplittableRandom")
                        .contains(owner);
        return made
                || (owner.equals("java.util.Collections")
                        && name.equals("shuffle")
                        && target.getRawParameterTypes().size() == 1)
                || (Set.of("javax.crypto.KeyGenerator", "java.security.KeyPairGenerator")
                                .contains(owner)
                        && name.equals("getInstance"))
                || (owner.startsWith("java.util.random.") && (name.equals("of") || name.equals("getDefault")))
                || (owner.equals("java.security.SecureRandom") && name.startsWith("getInstance"))
                || (owner.equals("java.lang.Math") && name.equals("random"))
                || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
                || (owner.equals("java.util.concurrent.ThreadLocalRandom") && name.equals("current"));
    }
}
