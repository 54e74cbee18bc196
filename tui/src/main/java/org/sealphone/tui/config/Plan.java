package org.sealphone.tui.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealphone.tui.text.Spans;

/**
 * Calls to make, and what is expected of each, as it was read: every name is known and every value of its form. Immutable.
 *
 * @param file where it stands
 * @param parallel whether all calls are made at once; else one after the other
 * @param users of an embedded trunk that is started for the plan; empty where the trunk is elsewhere
 * @param accounts by name; those of the embedded trunk need none
 */
public record Plan(
        Path file, boolean parallel, List<String> users, Map<String, Config.Profile> accounts, List<Call> calls) {
    public Plan {
        users = List.copyOf(users);
        accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
        calls = List.copyOf(calls);
    }

    /** The form of a value. */
    enum Form {
        TEXT,
        WHOLE,
        NUMBER,
        SPAN
    }

    /** What is done in a call. */
    public enum Step {
        FOR(Form.SPAN),
        PLAY(Form.TEXT),
        ANSWER_PLAY(Form.TEXT),
        DTMF(Form.TEXT),
        HOLD_AFTER(Form.SPAN),
        TRANSFER_TO(Form.TEXT),
        TRANSFER_AFTER(Form.SPAN);

        final Form form;

        Step(Form form) {
            this.form = form;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is expected of it. */
    public enum Expect {
        STATUS(Form.WHOLE),
        TONE(Form.NUMBER),
        CALLEE_TONE(Form.NUMBER),
        SUITE(Form.TEXT),
        CODEC(Form.TEXT),
        TLS(Form.TEXT),
        MAX_LOSS(Form.NUMBER),
        MIN_MOS(Form.NUMBER),
        MAX_SETUP(Form.SPAN),
        CALLEE_DTMF(Form.TEXT);

        final Form form;

        Expect(Form form) {
            this.form = form;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One call.
     *
     * @param from an account of the plan
     * @param to an account of the plan, which answers, or any target
     */
    public record Call(String name, String from, String to, Map<Step, String> steps, Map<Expect, String> expected) {
        public Call {
            steps = Collections.unmodifiableMap(new EnumMap<>(filled(Step.class, steps)));
            expected = Collections.unmodifiableMap(new EnumMap<>(filled(Expect.class, expected)));
        }

        private static <K extends Enum<K>> EnumMap<K, String> filled(Class<K> keys, Map<K, String> values) {
            EnumMap<K, String> filled = new EnumMap<>(keys);
            filled.putAll(values);
            return filled;
        }

        public Optional<String> step(Step step) {
            return Optional.ofNullable(steps.get(step));
        }

        public Optional<Duration> span(Step step) {
            return step(step).flatMap(Spans::parse);
        }

        public Optional<String> expect(Expect expect) {
            return Optional.ofNullable(expected.get(expect));
        }
    }

    /** Whether a name is one of those who answer here. */
    public boolean answers(String name) {
        return accounts.containsKey(name) || users.contains(name);
    }
}
