package org.sealphone.harness.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.harness.oracle.ControlShot;

class StageLauncherTest {
    @TempDir
    Path folder;

    private static StageLauncher launcher(Map<String, String> environment, String unshare, boolean root) {
        return new StageLauncher(environment, "net:[2]", unshare, root);
    }

    /** Stands for unshare: checks its first argument and runs the rest. */
    private String unshare(String accepted) throws IOException {
        Path script = folder.resolve("unshare" + accepted);
        Files.writeString(script, "#!/bin/sh\n[ \"$1\" = " + accepted + " ] || exit 1\nshift\nexec \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    @Test
    @DisplayName("a stage is believed only in another network namespace than the parent's")
    void current() {
        Map<String, String> child = Map.of(StageLauncher.STAGE, "user-namespace", StageLauncher.PARENT, "net:[1]");
        assertThat(launcher(child, "x", false).current()).contains(Stage.USER_NAMESPACE);
        Map<String, String> forged = Map.of(StageLauncher.STAGE, "user-namespace", StageLauncher.PARENT, "net:[2]");
        assertThat(launcher(forged, "x", false).current()).isEmpty();
        assertThat(launcher(Map.of(StageLauncher.STAGE, "namespace"), "x", true).current())
                .isEmpty();
        assertThat(launcher(Map.of(StageLauncher.STAGE, "loopback", StageLauncher.PARENT, "net:[1]"), "x", true)
                        .current())
                .isEmpty();
        // A process that was started plainly stands on no stage, whatever could be had.
        assertThat(new StageLauncher().current()).isEmpty();
    }

    @Test
    @DisplayName("the best stage is the one that can be had when tried")
    void best() throws IOException {
        assertThat(launcher(Map.of(), unshare("-n"), true).best()).isEqualTo(Stage.NAMESPACE);
        assertThat(launcher(Map.of(), unshare("-rn"), true).best()).isEqualTo(Stage.USER_NAMESPACE);
        assertThat(launcher(Map.of(), unshare("-rn"), false).best()).isEqualTo(Stage.USER_NAMESPACE);
        assertThat(launcher(Map.of(), unshare("-n"), false).best()).isEqualTo(Stage.LOOPBACK);
        assertThat(launcher(Map.of(), "/nowhere/unshare", true).best()).isEqualTo(Stage.LOOPBACK);
        assertThat(new StageLauncher(Map.of(), "", unshare("-n"), true).best()).isEqualTo(Stage.LOOPBACK);
        Map<String, String> modest = Map.of(StageLauncher.STAGE, "loopback");
        assertThat(launcher(modest, unshare("-n"), true).best()).isEqualTo(Stage.LOOPBACK);
    }

    @Test
    @DisplayName("the child knows its stage and its parent's namespace, and its exit code is handed on")
    void run() throws IOException {
        StageLauncher launcher = launcher(Map.of(), unshare("-rn"), false);
        String test =
                "[ \"$SEALPHONE_STAGE\" = user-namespace ] && [ \"$SEALPHONE_STAGE_PARENT\" = 'net:[2]' ] && exit 9; exit 1";
        assertThat(launcher.run(Stage.USER_NAMESPACE, List.of("/bin/sh", "-c", test)))
                .isEqualTo(9);
        assertThatThrownBy(() -> launcher.run(Stage.LOOPBACK, List.of("true")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("this process's own command line begins with its virtual machine")
    void own_command_line() throws IOException {
        List<String> command = StageLauncher.ownCommandLine();
        assertThat(command.get(0)).endsWith("/java");
        assertThat(command).hasSizeGreaterThan(1);
    }

    @Test
    @DisplayName("every stage has its label of the contract and says what it sees and what not")
    void labels() {
        assertThat(Stage.NAMESPACE.label()).isEqualTo("namespace");
        assertThat(Stage.USER_NAMESPACE.label()).isEqualTo("user-namespace");
        assertThat(Stage.LOOPBACK.label()).isEqualTo("loopback");
        assertThat(Stage.LOOPBACK.captures()).isFalse();
        for (Stage stage : Stage.values()) {
            assertThat(stage.sees()).isNotBlank();
            assertThat(stage.cannotSee()).isNotBlank();
        }
    }

    @Test
    @DisplayName("the talker in clear tells each datagram that it sent")
    void talker() throws IOException {
        List<ControlShot> shots = PlainTalker.talk(InetAddress.getLoopbackAddress(), new Random(1));
        assertThat(shots)
                .hasSize(8)
                .extracting(ControlShot::name)
                .contains("plain RTP talker", "plain RTCP talker", "SIP over UDP talker", "DNS talker");
    }
}
