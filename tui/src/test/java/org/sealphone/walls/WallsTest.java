package org.sealphone.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds each wall against the product, and against a class that breaks it: there it must fail. */
class WallsTest {
    private static JavaClasses product;

    @TempDir
    Path folder;

    /** A wall and the statement that, put into {@code packageName}, breaks it. */
    record Wall(String name, ArchRule rule, String packageName, String statement) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void importTheProduct() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("org.sealphone");
    }

    static Stream<Wall> walls() {
        String socket = "new java.net.Socket(\"trunk.example\", 5060);";
        return Stream.of(
                new Wall(
                        "crypto imports nothing of ours",
                        Walls.cryptoImportsNothingOfOurs(),
                        "org.sealphone.crypto.wire",
                        "Class<?> c = org.sealphone.media.codec.Codec.class;"),
                new Wall(
                        "media looks down only",
                        Walls.mediaLooksDownOnly(),
                        "org.sealphone.media.engine",
                        "Class<?> c = org.sealphone.ua.api.Ua.class;"),
                new Wall(
                        "certs looks down only",
                        Walls.certsLookDownOnly(),
                        "org.sealphone.certs",
                        "Class<?> c = org.sealphone.media.codec.Codec.class;"),
                new Wall(
                        "ua looks down only",
                        Walls.uaLooksDownOnly(),
                        "org.sealphone.ua.engine",
                        "Class<?> c = org.sealphone.harness.trunk.EmbeddedTrunk.class;"),
                new Wall(
                        "the harness looks down only",
                        Walls.harnessLooksDownOnly(),
                        "org.sealphone.harness.oracle",
                        "Class<?> c = org.sealphone.tui.cli.Sealphone.class;"),
                new Wall(
                        "the oracle shares no code with the phone",
                        Walls.theSecondImplementationIsIndependent(),
                        "org.sealphone.harness.oracle",
                        "Class<?> c = org.sealphone.crypto.srtp.SrtpReceiver.class;"),
                new Wall(
                        "the oracle shares no media code but codecs",
                        Walls.theSecondImplementationIsIndependent(),
                        "org.sealphone.harness.trunk",
                        "Class<?> c = org.sealphone.media.engine.MediaSession.class;"),
                new Wall("one door: stream sockets", Walls.oneDoorForSockets(), "org.sealphone.media.engine", socket),
                new Wall(
                        "one door: datagram sockets",
                        Walls.oneDoorForSockets(),
                        "org.sealphone.ua.engine",
                        "new java.net.DatagramSocket();"),
                new Wall(
                        "one door: channels",
                        Walls.oneDoorForSockets(),
                        "org.sealphone.crypto.srtp",
                        "java.nio.channels.DatagramChannel.open();"),
                new Wall(
                        "one door: http",
                        Walls.oneDoorForSockets(),
                        "org.sealphone.tui.cli",
                        "java.net.http.HttpClient.newHttpClient();"),
                new Wall(
                        "one door: socket factories",
                        Walls.oneDoorForSockets(),
                        "org.sealphone.ua.sip",
                        "javax.net.ssl.SSLSocketFactory.getDefault();"),
                new Wall(
                        "one door: JNDI",
                        Walls.oneDoorForSockets(),
                        "org.sealphone.crypto.tls",
                        "new javax.naming.InitialContext();"),
                new Wall(
                        "the control socket reaches no network: a channel without its family",
                        Walls.controlReachesNoNetwork(),
                        "org.sealphone.tui.control",
                        "java.nio.channels.SocketChannel.open();"),
                new Wall(
                        "the control socket reaches no network: another family",
                        Walls.controlReachesNoNetwork(),
                        "org.sealphone.tui.control",
                        "java.nio.channels.SocketChannel.open(java.net.StandardProtocolFamily.INET);"),
                new Wall(
                        "the control socket reaches no network: an address",
                        Walls.controlReachesNoNetwork(),
                        "org.sealphone.tui.control",
                        "java.net.InetAddress.getLoopbackAddress();"),
                new Wall(
                        "names are resolved in wire alone",
                        Walls.namesAreResolvedInWireAlone(),
                        "org.sealphone.ua.engine",
                        "java.net.InetAddress.getByName(\"trunk.example\");"),
                new Wall(
                        "no reverse look-ups",
                        Walls.noReverseLookups(),
                        "org.sealphone.crypto.wire",
                        "java.net.InetAddress.getLoopbackAddress().getHostName();"),
                new Wall(
                        "JAIN-SIP in ua.sip alone",
                        Walls.jainSipInUaSipAlone(),
                        "org.sealphone.ua.engine",
                        "javax.sip.SipFactory.getInstance();"),
                new Wall(
                        "dnsjava in crypto.dns and crypto.wire alone",
                        Walls.dnsjavaAtTheDoorAlone(),
                        "org.sealphone.ua.loop",
                        "org.xbill.DNS.Name.fromConstantString(\"trunk.example.\");"),
                new Wall(
                        "Lanterna in tui.terminal alone",
                        Walls.lanternaInTuiTerminalAlone(),
                        "org.sealphone.tui.screen",
                        "Class<?> c = com.googlecode.lanterna.input.KeyStroke.class; c.getName();"),
                new Wall(
                        "no window of a desktop",
                        Walls.noDesktopAndNoTelnet(),
                        "org.sealphone.tui.terminal",
                        "new com.googlecode.lanterna.terminal.DefaultTerminalFactory();"),
                new Wall(
                        "no server of Telnet",
                        Walls.noDesktopAndNoTelnet(),
                        "org.sealphone.tui.terminal",
                        "new com.googlecode.lanterna.terminal.ansi.TelnetTerminalServer(7);"),
                new Wall(
                        "screens read no clock",
                        Walls.purePackagesReadNoClock(),
                        "org.sealphone.tui.screen",
                        "java.time.Instant.now();"),
                new Wall(
                        "javax.sound in media.audio alone",
                        Walls.javaxSoundInMediaAudioAlone(),
                        "org.sealphone.media.engine",
                        "javax.sound.sampled.AudioSystem.getMixerInfo();"),
                new Wall(
                        "opus-java in media.codec.opus alone",
                        Walls.nativeCodecsAtTheirEdgeAlone(),
                        "org.sealphone.media.codec",
                        "Class<?> c = tomp2p.opuswrapper.Opus.class;"),
                new Wall(
                        "native code from two places alone",
                        Walls.nativeCodeIsCalledFromTwoPlacesAlone(),
                        "org.sealphone.media.audio",
                        "com.sun.jna.Native.getNativeSize(int.class);"),
                new Wall(
                        "Bouncy Castle off the packet path",
                        Walls.bouncyCastleStaysOffThePacketPath(),
                        "org.sealphone.crypto.srtp",
                        "new org.bouncycastle.crypto.engines.NullEngine();"),
                new Wall(
                        "no clock in pure packages",
                        Walls.purePackagesReadNoClock(),
                        "org.sealphone.ua.engine",
                        "System.nanoTime();"),
                new Wall(
                        "no wall clock in pure packages",
                        Walls.purePackagesReadNoClock(),
                        "org.sealphone.media.jitter",
                        "java.time.Instant.now();"),
                new Wall(
                        "no randomness in pure packages",
                        Walls.purePackagesMakeNoRandomness(),
                        "org.sealphone.crypto.sdes",
                        "new java.security.SecureRandom();"),
                new Wall(
                        "no files in pure packages",
                        Walls.purePackagesDoNoInputOrOutput(),
                        "org.sealphone.media.sdp",
                        "java.nio.file.Files.delete(java.nio.file.Path.of(\"x\"));"),
                new Wall(
                        "no threads in pure packages",
                        Walls.purePackagesDoNoInputOrOutput(),
                        "org.sealphone.ua.engine",
                        "new Thread(() -> {}).start();"),
                new Wall(
                        "one door: URLs that are opened",
                        Walls.oneDoorForSockets(),
                        "org.sealphone.tui.cli",
                        "new java.net.URL(\"https://trunk.example/\").openStream();"),
                new Wall(
                        "one door: connections of URLs",
                        Walls.oneDoorForSockets(),
                        "org.sealphone.tui.cli",
                        "new java.net.URL(\"https://trunk.example/\").openConnection();"),
                new Wall(
                        "names are resolved in wire alone: socket addresses",
                        Walls.namesAreResolvedInWireAlone(),
                        "org.sealphone.ua.engine",
                        "new java.net.InetSocketAddress(\"trunk.example\", 5061);"),
                new Wall(
                        "names are resolved in wire alone: by a subclass",
                        Walls.namesAreResolvedInWireAlone(),
                        "org.sealphone.ua.engine",
                        "java.net.Inet6Address.getByName(\"trunk.example\");"),
                new Wall(
                        "no splittable randomness in pure packages",
                        Walls.purePackagesMakeNoRandomness(),
                        "org.sealphone.media.rtcp",
                        "new java.util.SplittableRandom();"),
                new Wall(
                        "no shuffling in pure packages",
                        Walls.purePackagesMakeNoRandomness(),
                        "org.sealphone.ua.engine",
                        "java.util.Collections.shuffle(new java.util.ArrayList<String>());"),
                new Wall(
                        "no key generators in pure packages",
                        Walls.purePackagesMakeNoRandomness(),
                        "org.sealphone.crypto.srtp",
                        "javax.crypto.KeyGenerator.getInstance(\"AES\");"),
                new Wall(
                        "no files where trust is decided",
                        Walls.purePackagesDoNoInputOrOutput(),
                        "org.sealphone.crypto.tls",
                        "java.nio.file.Files.delete(java.nio.file.Path.of(\"x\"));"),
                new Wall(
                        "no clock where secrets are kept",
                        Walls.purePackagesReadNoClock(),
                        "org.sealphone.crypto.secret",
                        "System.nanoTime();"),
                new Wall(
                        "who paces sound parks alone",
                        Walls.whoPacesSoundParksAlone(),
                        "org.sealphone.ua.loop",
                        "java.util.concurrent.locks.LockSupport.parkNanos(1);"),
                new Wall("nobody sleeps", Walls.nobodySleeps(), "org.sealphone.media.engine", "Thread.sleep(20);"),
                new Wall(
                        "tests are never skipped",
                        Walls.testsAreNeverSkipped(),
                        "org.sealphone.media.engine",
                        "org.junit.jupiter.api.Assumptions.assumeTrue(false);"),
                new Wall(
                        "ciphers are used in srtp alone",
                        Walls.ciphersAreUsedInSrtpAlone(),
                        "org.sealphone.crypto.sdes",
                        "org.sealphone.crypto.cipher.CipherBackend.chosen().counterMode(new byte[16]);"),
                new Wall(
                        "the JDK is opened in cipher alone",
                        Walls.theJdkIsOpenedInCipherAlone(),
                        "org.sealphone.media.engine",
                        "java.lang.reflect.Method m = null; m.setAccessible(true);"),
                new Wall(
                        "senders are made in wire alone",
                        Walls.sendersAreMadeInWireAlone(),
                        "org.sealphone.media.engine",
                        "new org.sealphone.crypto.srtp.SrtpSender(null, 1, 1);"),
                new Wall(
                        "sealed bytes are read in wire alone",
                        Walls.sealedBytesAreReadInWireAlone(),
                        "org.sealphone.media.engine",
                        "org.sealphone.crypto.srtp.ProtectedPacket p = null; p.array();"),
                new Wall(
                        "only commands speak to the terminal",
                        Walls.onlyCommandsSpeakToTheTerminal(),
                        "org.sealphone.ua.engine",
                        "System.out.println(1);"),
                new Wall(
                        "only commands end the process",
                        Walls.onlyCommandsSpeakToTheTerminal(),
                        "org.sealphone.ua.sip",
                        "System.exit(1);"));
    }

    @ParameterizedTest
    @MethodSource("walls")
    void the_product_keeps_it(Wall wall) {
        wall.rule().check(product);
    }

    @ParameterizedTest
    @MethodSource("walls")
    void an_offender_is_caught(Wall wall) throws IOException {
        JavaClasses offender = Offender.doing(folder, wall.packageName(), wall.statement());
        assertThatThrownBy(() -> wall.rule().check(offender)).isInstanceOf(AssertionError.class);
    }

    @Test
    void trust_is_decided_in_crypto_tls_alone() throws IOException {
        Walls.trustIsDecidedInCryptoTlsAlone().check(product);
        JavaClasses offender = Offender.compile(
                folder,
                "org.sealphone.ua.sip.TrustAll",
                """
                package org.sealphone.ua.sip;
                abstract class TrustAll implements javax.net.ssl.X509TrustManager {}
                """);
        assertThatThrownBy(() -> Walls.trustIsDecidedInCryptoTlsAlone().check(offender))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void who_must_name_sockets_uses_none() throws IOException {
        Walls.whoMustNameSocketsUsesNone().allowEmptyShould(false).check(product);
        JavaClasses offender = Offender.compile(
                folder,
                "org.sealphone.ua.sip.ClosedNetworkLayer",
                """
                package org.sealphone.ua.sip;
                final class ClosedNetworkLayer { Object open() throws Exception { return new java.net.DatagramSocket(); } }
                """);
        assertThatThrownBy(() -> Walls.whoMustNameSocketsUsesNone().check(offender))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void every_package_is_null_marked() throws IOException {
        Walls.everyPackageIsNullMarked().check(product);
        assertThat(product.stream()
                        .filter(type -> type.getSimpleName().equals("package-info"))
                        .count())
                .as("every package of the product has its package-info")
                .isEqualTo(product.stream()
                        .map(type -> type.getPackageName())
                        .distinct()
                        .count());
        JavaClasses offender = Offender.compile(
                folder,
                "org.sealphone.media.sdp.package-info",
                """
                @Deprecated
                package org.sealphone.media.sdp;
                """);
        assertThatThrownBy(() -> Walls.everyPackageIsNullMarked().check(offender))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void packages_have_no_cycles() throws IOException {
        Walls.noPackageCycles().check(product);
        JavaClasses cycle = Offender.compile(
                folder,
                Map.of(
                        "org.sealphone.media.alpha.A",
                        "package org.sealphone.media.alpha; public class A { org.sealphone.media.beta.B b; }",
                        "org.sealphone.media.beta.B",
                        "package org.sealphone.media.beta; public class B { org.sealphone.media.alpha.A a; }"));
        assertThatThrownBy(() -> Walls.noPackageCycles().check(cycle)).isInstanceOf(AssertionError.class);
    }

    @Test
    void tests_neither_sleep_nor_skip() throws IOException {
        List<Path> folders = new ArrayList<>(Offender.testClassFolders());
        assertThat(folders).as("compiled tests of the modules").isNotEmpty();
        JavaClasses tests = new ClassFileImporter().importPaths(folders);
        Walls.nobodySleeps().check(tests);
        Walls.whoPacesSoundParksAlone().check(tests);
        Walls.testsAreNeverSkipped().check(tests);
    }
}
