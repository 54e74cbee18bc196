package org.sealphone.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sealphone.media.tone.ToneGenerator;

/**
 * PulseAudio without a sound card: for each person a null sink as loudspeaker, and another whose monitor is the microphone. Players and
 * recorders are the server's own tools. It can be killed, stopped and continued, as servers of real sessions are.
 */
final class PulseServer implements AutoCloseable {
    static final int RATE = 48_000;
    private static final int SAMPLE_OCTETS = 2;
    private static final int TONE_SECONDS = 300;

    private final Path folder;
    private final List<String> people;
    private final List<Process> players = new ArrayList<>();
    private Process server;

    private PulseServer(Path folder, List<String> people, Process server) {
        this.folder = folder;
        this.people = people;
        this.server = server;
    }

    static PulseServer start(Path parent, List<String> people) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("pulse"));
        for (String name : List.of("run", "home")) {
            Files.createDirectory(
                    folder.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        // Else the volume of a lone player is the sink's, and a monitor hears it as loud as before.
        Path settings = Files.createDirectories(folder.resolve("home/.config/pulse"));
        Files.writeString(settings.resolve("daemon.conf"), "flat-volumes = no\n");
        PulseServer pulse = new PulseServer(folder, people, server(folder, people));
        pulse.awaitReady();
        return pulse;
    }

    private static Process server(Path folder, List<String> people) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes", "--use-pid-file=no"));
        line.addAll(List.of("-L", "module-native-protocol-unix auth-anonymous=1 socket=" + socket(folder)));
        // Who was turned down stays so when it opens its line again.
        line.addAll(List.of("-L", "module-stream-restore restore_device=no"));
        for (String person : people) {
            for (String part : List.of("mic", "speaker")) {
                line.addAll(List.of(
                        "-L", "module-null-sink rate=" + RATE + " channels=1 sink_name=" + person + "-" + part));
            }
        }
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().putAll(environment(folder));
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static Path socket(Path folder) {
        return folder.resolve("socket");
    }

    private static Map<String, String> environment(Path folder) {
        return Map.of(
                "XDG_RUNTIME_DIR", folder.resolve("run").toString(),
                "HOME", folder.resolve("home").toString(),
                "PULSE_SERVER", "unix:" + socket(folder));
    }

    /** What a program needs to hear and speak as that person. */
    Map<String, String> environmentOf(String person) {
        return environment(person + "-mic", person + "-speaker");
    }

    /** What a program needs to hear as that person, and to be heard at the microphone of another. */
    Map<String, String> environmentOf(String person, String heardBy) {
        return environment(person + "-mic", heardBy + "-mic");
    }

    private Map<String, String> environment(String microphone, String loudspeaker) {
        Map<String, String> environment = new HashMap<>(environment(folder));
        environment.put("PULSE_SOURCE", microphone + ".monitor");
        environment.put("PULSE_SINK", loudspeaker);
        return environment;
    }

    private void awaitReady() throws IOException, InterruptedException {
        Waiting.until("pulseaudio answers, in " + folder, () -> {
            if (!server.isAlive()) {
                throw new IOException("pulseaudio ended: " + Files.readString(folder.resolve("log")));
            }
            Process info = tool(folder.resolve("info"), "pactl", "info");
            try {
                return info.waitFor(5, TimeUnit.SECONDS) && info.exitValue() == 0;
            } catch (InterruptedException ended) {
                throw new IOException(ended);
            }
        });
    }

    private Process tool(Path output, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment(folder));
        return builder.redirectError(folder.resolve(command[0] + ".err").toFile())
                .redirectOutput(output.toFile())
                .start();
    }

    /** A tone into a person's microphone until the server ends. */
    void speak(String person, int hertz) throws IOException {
        Path tone = folder.resolve(hertz + ".raw");
        if (!Files.exists(tone)) {
            short[] pcm = new short[RATE * TONE_SECONDS];
            new ToneGenerator(RATE, -12, hertz).read(pcm, 0, pcm.length);
            write(tone, pcm);
        }
        play(person, tone);
    }

    /** Plays this once into a person's microphone. */
    void speak(String person, short[] pcm) throws IOException {
        Path file = Files.createTempFile(folder, "played", ".raw");
        write(file, pcm);
        play(person, file);
    }

    private static void write(Path file, short[] pcm) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(SAMPLE_OCTETS * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(pcm);
        Files.write(file, octets.array());
    }

    private void play(String person, Path file) throws IOException {
        players.add(tool(
                folder.resolve("player.out"),
                "pacat",
                "--playback",
                "--raw",
                "--device=" + person + "-mic",
                "--format=s16le",
                "--rate=" + RATE,
                "--channels=1",
                file.toString()));
    }

    /** Turns down whatever plays into a person's microphone now, to a quarter: the scale of the server is a cubic one. */
    void turnDown(String person) throws IOException, InterruptedException {
        String sink = listed("sinks")
                .filter(line -> line[1].equals(person + "-mic"))
                .map(line -> line[0])
                .findFirst()
                .orElseThrow(() -> new IOException("no microphone of " + person));
        List<String> inputs = listed("sink-inputs")
                .filter(line -> line[1].equals(sink))
                .map(line -> line[0])
                .toList();
        if (inputs.isEmpty()) {
            throw new IOException("nobody plays into the microphone of " + person);
        }
        for (String input : inputs) {
            Process tool = tool(folder.resolve("turned"), "pactl", "set-sink-input-volume", input, "63%");
            if (tool.waitFor() != 0) {
                throw new IOException("pactl cannot turn down " + input);
            }
        }
    }

    private Stream<String[]> listed(String what) throws IOException, InterruptedException {
        Path list = folder.resolve("list");
        if (tool(list, "pactl", "list", "short", what).waitFor() != 0) {
            throw new IOException("pactl lists no " + what);
        }
        return Files.readAllLines(list).stream().map(line -> line.split("\t"));
    }

    /** Starts to record what comes out of a person's loudspeaker. */
    Recorder record(String person) throws IOException {
        return recordSink(person + "-speaker");
    }

    /** Starts to record what a person's microphone takes in. */
    Recorder recordMicrophone(String person) throws IOException {
        return recordSink(person + "-mic");
    }

    private Recorder recordSink(String sink) throws IOException {
        Path file = Files.createTempFile(folder, sink, ".raw");
        Process process = tool(
                file,
                "parec",
                "--raw",
                "--device=" + sink + ".monitor",
                "--format=s16le",
                "--rate=" + RATE,
                "--channels=1");
        return new Recorder(process, file);
    }

    /** A recording that goes on. */
    record Recorder(Process process, Path file) {
        /** Waits until it is so long, and ends it. */
        short[] samples(int seconds) throws IOException, InterruptedException {
            long wanted = (long) seconds * RATE * SAMPLE_OCTETS;
            Waiting.until("a recording of " + seconds + " s", () -> Files.size(file) >= wanted);
            process.destroy();
            process.waitFor(5, TimeUnit.SECONDS);
            short[] pcm = new short[seconds * RATE];
            ByteBuffer.wrap(Files.readAllBytes(file))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(pcm);
            return pcm;
        }
    }

    /** Ends the server as a crash does, and its players with it. */
    void dies() throws InterruptedException {
        server.destroyForcibly().waitFor();
        players.forEach(Process::destroyForcibly);
        players.clear();
    }

    /** Another server at the same place. */
    void comesBack() throws IOException, InterruptedException {
        Files.deleteIfExists(socket(folder));
        server = server(folder, people);
        awaitReady();
    }

    /** It neither ends nor does anything any more. */
    void stops() throws IOException, InterruptedException {
        PeerNamespace.run("kill", "-STOP", Long.toString(server.pid()));
    }

    /** It goes on as if nothing had been. */
    void goesOn() throws IOException, InterruptedException {
        PeerNamespace.run("kill", "-CONT", Long.toString(server.pid()));
    }

    @Override
    public void close() {
        players.forEach(Process::destroyForcibly);
        server.destroyForcibly();
    }
}
