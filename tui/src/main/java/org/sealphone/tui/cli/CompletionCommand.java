package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.List;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.report.Report;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: the words of the command line for a shell, and the manual page, from the model that parses it. */
@Command(
        name = CompletionCommand.NAME,
        header = "Shell completion, and the manual page.",
        description = {
            "  source <(sealphone completion bash)",
            "  sealphone completion zsh > ~/.zfunc/_sealphone",
            "  sealphone completion fish > ~/.config/fish/completions/sealphone.fish",
            "  sealphone completion man | man -l -"
        })
final class CompletionCommand extends Verb {
    static final String NAME = "completion";

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh, fish, or man for the manual page.")
    private String shell = "";

    @Spec
    private CommandSpec own = CommandSpec.create();

    CompletionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> meaningless() {
        List<String> useless = new ArrayList<>();
        output().timeout().ifPresent(given -> useless.add("completion --timeout: it asks nobody"));
        output().pcap().ifPresent(given -> useless.add("completion --pcap: it puts nothing on a wire"));
        return useless;
    }

    @Override
    Report run(Talk talk) {
        CommandLine root = own.root().commandLine();
        String name = root.getCommandName();
        return switch (shell) {
            case "bash" -> text(AutoComplete.bash(name, root));
            case "zsh" -> text(ZshWords.of(root));
            case "fish" -> text(FishWords.of(root));
            case "man" -> text(ManualPage.of(root));
            default -> refused(new Refusal(CliReason.CLI_02, "SHELL: it is none of bash, zsh, fish, man"));
        };
    }

    private Report text(String script) {
        return Report.builder(name())
                .text(script.endsWith("\n") ? script : script + "\n")
                .build();
    }
}
