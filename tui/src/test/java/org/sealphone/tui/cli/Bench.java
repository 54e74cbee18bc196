package org.sealphone.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.IssuedCertificate;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.media.audio.SoundDevices;

/**
 * A trunk in this process with the users alice and bob, and commands as a person runs them against it: real TLS and real sockets on
 * loopback. Every run is searched for {@link Secrets}.
 */
final class Bench implements AutoCloseable {
    static final String DOMAIN = "pbx.example";
    static final String SECRET = "kX7-quartz-Lantern-92";
    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final DevelopmentCa authority;
    private final EmbeddedTrunk trunk;

    private Bench(Path folder, DevelopmentCa authority, EmbeddedTrunk trunk) {
        this.folder = folder;
        this.authority = authority;
        this.trunk = trunk;
    }

    /** With an ordinary trunk. */
    static Bench open(Path folder) throws IOException {
        return open(folder, trunk -> trunk);
    }

    /** With a trunk that is told more. */
    static Bench open(Path folder, UnaryOperator<EmbeddedTrunk.Builder> more) throws IOException {
        DevelopmentCa authority = DevelopmentCa.create("bench", Instant.now(), new SecureRandom());
        authority.exportPem(folder.resolve("ca.pem"));
        secret(folder.resolve("password"), SECRET);
        secret(folder.resolve("wrong"), "not-the-Password-55");
        return new Bench(folder, authority, trunk(authority.server(DOMAIN), more));
    }

    private static EmbeddedTrunk trunk(IssuedCertificate shown, UnaryOperator<EmbeddedTrunk.Builder> more)
            throws IOException {
        return more.apply(EmbeddedTrunk.builder(DOMAIN, new TlsIdentity(shown.key(), shown.chain()))
                        .listen(InetAddress.getLoopbackAddress(), 0)
                        .observer(Secrets.witness())
                        .user("alice", SECRET.toCharArray())
                        .user("bob", SECRET.toCharArray()))
                .start();
    }

    /** Another trunk that shows this certificate. */
    static EmbeddedTrunk showing(IssuedCertificate shown) throws IOException {
        return trunk(shown, trunk -> trunk);
    }

    static Path secret(Path file, String words) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, words + "\n");
    }

    DevelopmentCa authority() {
        return authority;
    }

    EmbeddedTrunk trunk() {
        return trunk;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** The words of an account at the trunk of the bench. */
    List<String> as(String user, String... verb) {
        return as(user, trunk.address().getPort(), verb);
    }

    /** The words of an account at a trunk on a port of loopback. */
    List<String> as(String user, int port, String... verb) {
        List<String> words = new ArrayList<>(List.of(verb));
        words.addAll(List.of("--registrar", "sips:" + DOMAIN, "--outbound", "sips:127.0.0.1:" + port));
        words.addAll(List.of("--user", user, "--password-file", file("password").toString()));
        words.addAll(List.of("--ca", file("ca.pem").toString()));
        return words;
    }

    static Ran run(String... words) {
        return start(List.of(words)).ran();
    }

    static Ran run(List<String> words, String... more) {
        return start(words, more).ran();
    }

    /** In an environment of the test's own. */
    static Ran run(Map<String, String> environment, String... words) {
        return new Running(List.of(words), RealPhone::open, environment).ran();
    }

    /** What a command stands in that says nothing to anybody. */
    static Surroundings surroundings(Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Surroundings(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                environment,
                false,
                false,
                false,
                new Interrupt(),
                RealPhone::open,
                SoundDevices.none(),
                false);
    }

    /** With phones of the test's own. */
    static Ran run(List<String> words, Phone.Maker phones) {
        return new Running(words, phones).ran();
    }

    /** Starts a command on a thread of its own. */
    static Running start(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Running(all, RealPhone::open);
    }

    @Override
    public void close() {
        trunk.close();
    }

    /** A command that is over. */
    record Ran(int code, String out, String err) {
        Ran exits(int wanted) {
            assertThat(code).as(out + err).isEqualTo(wanted);
            return this;
        }

        /** What a person reads: on whatever stream, wrapped lines as one. */
        String said() {
            return (out + "\n" + err).replaceAll("\\s+", " ");
        }

        Ran says(String... words) {
            assertThat(said()).contains(words);
            return this;
        }

        Ran saysNot(String... words) {
            assertThat(said()).doesNotContain(words);
            return this;
        }
    }

    /** A command that goes on. */
    static final class Running {
        private final Seen out = new Seen();
        private final Seen err = new Seen();
        private final Interrupt interrupt = new Interrupt();
        private final List<String> words;
        private final CompletableFuture<Integer> code;

        Running(List<String> words, Phone.Maker phones) {
            this(words, phones, Map.of("LANG", "C.UTF-8", "SIP_PASSWORD", SECRET));
        }

        Running(List<String> words, Phone.Maker phones, Map<String, String> environment) {
            this.words = words;
            Surroundings around = new Surroundings(
                    InputStream.nullInputStream(),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    environment,
                    false,
                    false,
                    false,
                    interrupt,
                    phones,
                    SoundDevices.none(),
                    false);
            code = CompletableFuture.supplyAsync(
                    () -> new Sealphone(around).execute(words.toArray(String[]::new)), work -> {
                        Thread thread = new Thread(work, "command");
                        thread.setDaemon(true);
                        thread.start();
                    });
        }

        /** Waits until it has said this on stderr. */
        Running said(String words) {
            err.await(words, code);
            return this;
        }

        /** What it said on stderr so far. */
        String err() {
            return err.toString();
        }

        /** What Ctrl-C does. */
        Running interrupted() {
            interrupt.fire();
            return this;
        }

        Ran ran() {
            int exit = code.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            Secrets.absent(out + "" + err, words);
            return new Ran(exit, out.toString(), err.toString());
        }
    }

    /** Bytes that somebody waits for. */
    static final class Seen extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }

        synchronized void await(String words, CompletableFuture<?> over) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            over.whenComplete((value, failure) -> wake());
            try {
                while (!toString(StandardCharsets.UTF_8).contains(words)) {
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    assertThat(left > 0 && !over.isDone())
                            .as("'" + words + "' in: " + toString(StandardCharsets.UTF_8))
                            .isTrue();
                    wait(left);
                }
            } catch (InterruptedException ended) {
                throw new AssertionError(ended);
            }
        }

        private synchronized void wake() {
            notifyAll();
        }

        @Override
        public synchronized String toString() {
            return toString(StandardCharsets.UTF_8);
        }
    }
}
