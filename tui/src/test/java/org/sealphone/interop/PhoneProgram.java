package org.sealphone.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phone as a user starts it: the packaged program as a process of its own, with its result, its talk and its log in files. */
final class PhoneProgram {
    private static final Pattern KEY = Pattern.compile("inline:[A-Za-z0-9+/]{20}");

    private final String name;
    private final Path folder;
    private final Process process;

    private PhoneProgram(String name, Path folder, Process process) {
        this.name = name;
        this.folder = folder;
        this.process = process;
    }

    /** Starts {@code verb} with the account of that name at the server's address. */
    static PhoneProgram start(Path launcher, Path folder, String name, String server, String bind, List<String> verb)
            throws IOException {
        return start(launcher, folder, name, server + ":" + KamailioServer.PORT, bind, Map.of(), verb);
    }

    /**
     * With the trunk at any port.
     *
     * @param bind our address; empty to leave it to the system, which then may also change it
     * @param environment what it is told beyond this process's own
     */
    static PhoneProgram start(
            Path launcher,
            Path folder,
            String name,
            String server,
            String bind,
            Map<String, String> environment,
            List<String> verb)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(launcher.toString()));
        line.addAll(verb);
        line.addAll(List.of(
                "--registrar",
                "sips:" + KamailioServer.DOMAIN,
                "--outbound",
                "sips:" + server,
                "--user",
                name,
                "--password-file",
                folder.resolve(name + ".pw").toString(),
                "--ca",
                folder.resolve("ca.crt").toString(),
                "--record",
                folder.resolve(name + "-heard.wav").toString(),
                "--log",
                folder.resolve(name + ".log").toString(),
                "-v",
                "-o",
                "json"));
        if (!bind.isEmpty()) {
            line.addAll(List.of("--bind", bind));
        }
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(folder.resolve(name + ".json").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().putAll(environment);
        return new PhoneProgram(name, folder, builder.start());
    }

    /** A fresh password in {@code NAME.pw}, mode 0600. */
    static String password(Path folder, String name) throws IOException {
        byte[] sixteen = new byte[16];
        new SecureRandom().nextBytes(sixteen);
        String secret = HexFormat.of().formatHex(sixteen);
        Path file = folder.resolve(name + ".pw");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
        return secret;
    }

    /** Waits until it has said this on stderr. */
    void says(String words) throws IOException, InterruptedException {
        says(words, 1);
    }

    /** Waits until it has said this so many times. */
    void says(String words, int times) throws IOException, InterruptedException {
        Waiting.until(name + " says " + words + ", in " + folder, () -> {
            boolean over = !process.isAlive();
            boolean saidSo = said().split(Pattern.quote(words), -1).length > times;
            if (over && !saidSo) {
                throw new IOException(name + " ended with " + process.exitValue() + ": " + said());
            }
            return saidSo;
        });
    }

    String said() throws IOException {
        return Files.readString(folder.resolve(name + ".err"), StandardCharsets.ISO_8859_1);
    }

    /** Waits for its end; the complaint, if that was not exit code 0. */
    Optional<String> ends() throws IOException, InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            return Optional.of(name + " did not end");
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of(name + " ended with " + process.exitValue() + ": " + said());
    }

    /** Waits for its end, and says with which code. */
    int code() throws IOException, InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new IOException(name + " did not end");
        }
        return process.exitValue();
    }

    Path heard() {
        return folder.resolve(name + "-heard.wav");
    }

    /** The value of a field of the result; the first one of that name. */
    String field(String field) throws IOException {
        Matcher matcher =
                Pattern.compile("\"" + field + "\":(\"[^\"]*\"|[^,}]*)").matcher(result());
        return matcher.find() ? matcher.group(1).replace("\"", "") : "";
    }

    long number(String field) throws IOException {
        String text = field(field);
        return text.matches("[0-9]+") ? Long.parseLong(text) : -1;
    }

    String result() throws IOException {
        return Files.readString(folder.resolve(name + ".json"));
    }

    /** What of these secrets, and which keys, stands in anything that it wrote. */
    List<String> secretsShown(List<String> secrets) throws IOException {
        List<String> found = new ArrayList<>();
        for (String ending : List.of(".json", ".err", ".log")) {
            String text = Files.readString(folder.resolve(name + ending), StandardCharsets.ISO_8859_1);
            if (KEY.matcher(text).find()) {
                found.add(name + ending + " shows a key");
            }
            if (secrets.stream().anyMatch(text::contains)) {
                found.add(name + ending + " shows a password");
            }
        }
        return found;
    }

    /** Has a script press a key of it, through its control socket, which {@code --control} has made. */
    String told(Path control, String command) throws IOException {
        try (SocketChannel line = SocketChannel.open(UnixDomainSocketAddress.of(control));
                BufferedReader answers = new BufferedReader(Channels.newReader(line, StandardCharsets.UTF_8))) {
            line.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
                if (answer.contains("\"type\":\"reply\"")) {
                    return answer;
                }
            }
            throw new IOException(name + " does not answer '" + command + "'");
        }
    }

    void destroy() {
        process.destroy();
    }
}
