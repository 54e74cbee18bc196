package org.sealphone.tui.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealphone.media.reason.MediaReason;

/**
 * Where the sound of this machine should come from, which tells why Java finds no line: the kernel's cards, the sound server of the
 * session, and ALSA's way to it.
 *
 * @param cards the kernel's sound cards
 * @param cardsOpen whether this user may open them
 * @param named what {@code PULSE_SERVER} names
 * @param socket where a sound server listens
 * @param plugin whether ALSA has what leads to it
 */
record SoundServer(
        List<String> cards, boolean cardsOpen, Optional<String> named, Optional<Path> socket, boolean plugin) {
    private static final String UNIX = "unix:";
    private static final List<String> SOCKETS = List.of("pulse/native", "pipewire-0");

    /** Looks, without asking anybody. */
    static SoundServer look(Map<String, String> environment, Path root) {
        Optional<String> named =
                Optional.ofNullable(environment.get("PULSE_SERVER")).filter(value -> !value.isBlank());
        return new SoundServer(
                cards(root.resolve("proc/asound/cards")),
                open(root.resolve("dev/snd")),
                named,
                socket(named, environment),
                plugin(root.resolve("usr/lib")));
    }

    /** {@code  0 [PCH            ]: HDA-Intel - HDA Intel PCH}, and a line of its address. */
    private static List<String> cards(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.contains("]: "))
                    .map(line -> line.substring(line.indexOf("]: ") + 3).strip())
                    .toList();
        } catch (IOException noKernelSound) {
            return List.of();
        }
    }

    private static boolean open(Path folder) {
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(folder, "pcm*")) {
            for (Path device : devices) {
                if (!Files.isReadable(device) || !Files.isWritable(device)) {
                    return false;
                }
            }
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    private static Optional<Path> socket(Optional<String> named, Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        named.filter(value -> value.startsWith(UNIX))
                .ifPresent(value -> places.add(Path.of(value.substring(UNIX.length()))));
        if (named.isEmpty() && !environment.getOrDefault("XDG_RUNTIME_DIR", "").isEmpty()) {
            Path session = Path.of(environment.get("XDG_RUNTIME_DIR"));
            SOCKETS.forEach(name -> places.add(session.resolve(name)));
        }
        return places.stream().filter(Files::exists).findFirst();
    }

    private static boolean plugin(Path libraries) {
        try (DirectoryStream<Path> systems = Files.newDirectoryStream(libraries)) {
            for (Path system : systems) {
                for (String name : List.of("pulse", "pipewire")) {
                    if (Files.exists(system.resolve("alsa-lib/libasound_module_pcm_" + name + ".so"))) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException none) {
            return false;
        }
    }

    /** Why there is no line of sound. */
    String cause() {
        if (named.isPresent() && named.get().startsWith(UNIX) && socket.isEmpty()) {
            return "PULSE_SERVER names " + named.get() + ", and nothing is there";
        }
        if (socket.isPresent()) {
            return plugin
                    ? "the sound server at " + socket.get() + " does not answer"
                    : "a sound server is at " + socket.get() + ", and ALSA has no way to it";
        }
        if (!cards.isEmpty()) {
            return "the kernel has " + String.join(", ", cards)
                    + (cardsOpen ? ", which Java does not find" : ", which you may not open");
        }
        return "the kernel has no sound card, and no sound server runs in this session";
    }

    /** What to do about it. */
    String advice() {
        if (socket.isPresent() && !plugin) {
            return "Install ALSA's way to the sound server: on Debian libasound2-plugins, with PipeWire pipewire-alsa.";
        }
        if (socket.isPresent() || named.isPresent()) {
            return "Start the sound server again, or correct PULSE_SERVER. Without a device use --play tone:440, --play silence or a "
                    + "WAV file.";
        }
        if (!cards.isEmpty() && !cardsOpen) {
            return "Join the group that /dev/snd belongs to ('audio' on Debian) and log in again, or start the sound server of your "
                    + "session.";
        }
        return MediaReason.DEV_07.advice().replace(" 'sealphone doctor' says what it finds.", "");
    }
}
