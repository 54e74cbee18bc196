package org.sealphone.harness.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sealphone.harness.stage.Stage;
import org.sealphone.harness.stage.StageLauncher;

/** Runs {@link NamespaceProbe} in network namespaces of its own. Needs a machine that permits them: where not, it fails. */
@Tag("privileged")
@Timeout(60)
class PacketCaptureTest {
    @TempDir
    Path folder;

    private String probe(Stage stage) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--enable-native-access"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NamespaceProbe.class.getName()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(new StageLauncher().commandLine(stage, command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    @Test
    @DisplayName(
            "as any user: every frame on loopback is captured once, nothing is dropped, the interface counted the same")
    void user_namespace() throws Exception {
        assertThat(probe(Stage.USER_NAMESPACE)).endsWith("SEALED\n");
    }

    @Test
    @DisplayName("as root: the same in a namespace without a user namespace")
    void namespace() throws Exception {
        assertThat(probe(Stage.NAMESPACE)).endsWith("SEALED\n");
    }
}
