package org.sealphone.tui.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.tui.config.AccountWish;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.Key;
import org.sealphone.tui.config.Setting;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What may stand in a profile, as the command line that it stands for: read by the same parser, so that the same forms are understood and
 * the same are refused.
 */
@Command(name = "profile")
final class ProfileForm {
    @Mixin
    private OutputOptions output = new OutputOptions();

    @ArgGroup(validate = false, exclusive = false)
    private AccountOptions account = new AccountOptions();

    @ArgGroup(validate = false, exclusive = false)
    private SoundOptions sound = new SoundOptions();

    private ProfileForm() {}

    /** The words of a command line that say the same. */
    static List<String> words(Map<Key, Setting> settings) {
        List<String> words = new ArrayList<>();
        settings.forEach((key, setting) -> words.addAll(words(key, setting)));
        return words;
    }

    static List<String> words(Key key, Setting setting) {
        if (key.form() == Key.Form.SWITCH) {
            boolean on = Boolean.parseBoolean(setting.values().get(0));
            // The option that belongs to register says no.
            return on == (key == Key.REGISTER) ? List.of() : List.of(key.option());
        }
        return setting.values().stream()
                .map(value -> key.option() + "=" + value)
                .toList();
    }

    /** The account that the settings describe, or the first of them that is of the wrong form, with its place. */
    static Outcome<AccountWish> read(Map<Key, Setting> settings) {
        ProfileForm form = new ProfileForm();
        CommandLine line = new CommandLine(form).setExpandAtFiles(false).setTrimQuotes(false);
        for (Map.Entry<Key, Setting> entry : settings.entrySet()) {
            Optional<Refusal> wrong = wrong(line, entry.getKey(), entry.getValue());
            if (wrong.isPresent()) {
                return new Outcome.Refused<>(wrong.get());
            }
        }
        line.parseArgs(words(settings).toArray(String[]::new));
        return Outcome.granted(form.account.wish(form.output, Optional.of(form.sound)));
    }

    private static Optional<Refusal> wrong(CommandLine line, Key key, Setting setting) {
        String only = setting.values().get(0);
        if (key.form() == Key.Form.SWITCH && !only.equals("true") && !only.equals("false")) {
            return Optional.of(refusal(key, setting, "wants true or false"));
        }
        try {
            line.parseArgs(words(key, setting).toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException wrong) {
            String option = wrong.getArgSpec() instanceof OptionSpec known ? known.longestName() + ": " : "";
            return Optional.of(
                    refusal(key, setting, UsageTrouble.of(wrong).detail().replaceFirst("^" + option, "")));
        }
    }

    private static Refusal refusal(Key key, Setting setting, String why) {
        return new Refusal(CliReason.CLI_60, setting.origin() + ": " + key.word() + ": " + why);
    }
}
