package org.sealphone.tui.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.crypto.tls.TlsFacts;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.tui.config.Accounts;
import org.sealphone.tui.config.CliReason;
import org.sealphone.tui.config.Config;
import org.sealphone.tui.config.Key;
import org.sealphone.tui.config.Plan;
import org.sealphone.tui.config.Setting;
import org.sealphone.tui.report.ExitCode;
import org.sealphone.tui.report.Report;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;

/**
 * Carries out a plan: a phone for each account, registered once, then the calls in their order or all at once, then everything is taken
 * down. Owner: the main thread; calls at once have threads of their own.
 */
final class PlanRun implements AutoCloseable {
    private static final Duration USUAL_LENGTH = Duration.ofSeconds(5);
    /** Calls that were transferred go on for a while on the side that took them. */
    private static final int SPARE = 2;

    private final Plan plan;
    private final Map<String, String> environment;
    private final Function<Account, PhoneSession> phones;
    private final Interrupt interrupt;
    private final Optional<PlanTrunk> trunk;
    private final Map<String, PlanParty> parties = new LinkedHashMap<>();

    PlanRun(
            Plan plan,
            Map<String, String> environment,
            Function<Account, PhoneSession> phones,
            Interrupt interrupt,
            Optional<PlanTrunk> trunk) {
        this.plan = plan;
        this.environment = environment;
        this.phones = phones;
        this.interrupt = interrupt;
        this.trunk = trunk;
    }

    /** Checks every sound and account before anything leaves. */
    Optional<Refusal> prepare() {
        for (Plan.Call call : plan.calls()) {
            for (Plan.Step step : List.of(Plan.Step.PLAY, Plan.Step.ANSWER_PLAY)) {
                Optional<Refusal> unplayable =
                        input(call, step).fold(input -> Optional.empty(), refusal -> Optional.of(refusal));
                if (unplayable.isPresent()) {
                    return unplayable;
                }
            }
        }
        for (String name : names()) {
            Optional<Refusal> refused = ProfileForm.read(settings(name))
                    .then(wish -> Accounts.registered(wish, environment))
                    .fold(
                            ready -> {
                                Account account = ready.account()
                                        .withSimultaneousCalls(plan.calls().size() + SPARE);
                                parties.put(name, new PlanParty(ready, phones.apply(account)));
                                return Optional.empty();
                            },
                            refusal -> Optional.of(
                                    new Refusal(refusal.reason(), "account " + name + ": " + refusal.detail())));
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    /** Those who call, and those who are called and answer here. */
    private List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        for (Plan.Call call : plan.calls()) {
            names.add(call.from());
            if (plan.answers(call.to())) {
                names.add(call.to());
            }
        }
        return List.copyOf(names);
    }

    private Map<Key, Setting> settings(String name) {
        Map<Key, Setting> settings = new LinkedHashMap<>();
        if (plan.users().contains(name)) {
            trunk.ifPresent(started -> settings.putAll(started.account(name)));
        }
        Config.Profile own = plan.accounts().get(name);
        if (own != null) {
            settings.putAll(own.settings());
        }
        return settings;
    }

    private static Outcome<AudioInput> input(Plan.Call call, Plan.Step step) {
        return AudioInput.named(
                call.step(step).orElse("silence"),
                () -> Outcome.refused(CliReason.CLI_02, step.word() + ": a plan plays tones, files and silence"));
    }

    /** Registers every account that does; the first that cannot ends it. */
    End register() {
        for (PlanParty party : parties.values()) {
            End end = party.account().registers() ? party.session().register() : new End.Ok();
            if (!end.isOk()) {
                return end;
            }
        }
        return new End.Ok();
    }

    /** Makes the calls; those that an interrupt came before are not made, and not in the list. */
    List<Report.Case> calls() {
        if (!plan.parallel()) {
            List<Report.Case> cases = new ArrayList<>();
            for (Plan.Call call : plan.calls()) {
                if (!interrupt.fired()) {
                    cases.add(call(call));
                }
            }
            return cases;
        }
        List<CompletableFuture<Report.Case>> running = plan.calls().stream()
                .map(call -> CompletableFuture.supplyAsync(() -> call(call), work -> {
                    Thread thread = new Thread(work, "plan-call");
                    thread.setDaemon(true);
                    thread.start();
                }))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private Report.Case call(Plan.Call call) {
        long begun = System.nanoTime();
        PlanParty caller = party(call.from());
        Optional<PlanParty> callee = plan.answers(call.to()) ? Optional.of(party(call.to())) : Optional.empty();
        Optional<PlanParty.Due> due =
                callee.map(party -> party.expect(caller.account().user(), sound(call, Plan.Step.ANSWER_PLAY)));
        Optional<PhoneSession.Transfer> transfer = call.step(Plan.Step.TRANSFER_TO)
                .map(target -> new PhoneSession.Transfer(
                        target(target), call.span(Plan.Step.TRANSFER_AFTER).orElse(PhoneSession.HOLD)));
        CallReport report = caller.session()
                .call(
                        target(call.to()),
                        new CallMedia(sound(call, Plan.Step.PLAY), List.of()),
                        call.step(Plan.Step.DTMF),
                        Optional.of(call.span(Plan.Step.FOR).orElse(USUAL_LENGTH)),
                        call.span(Plan.Step.HOLD_AFTER),
                        transfer);
        Optional<CallReport> other = callee.flatMap(party -> due.flatMap(party::report));
        Optional<String> tls = caller.session().ua().snapshot().flow().map(TlsFacts::protocol);
        return PlanVerdict.of(
                call,
                report,
                other,
                tls,
                transfer.map(wanted -> wanted.outcome()
                        .orElseGet(() -> new End.Unreachable(
                                new Refusal(CliReason.CLI_31, "the call ended before it could be transferred")))),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    /** An account of the plan is called by the name that it has at its trunk. */
    private String target(String name) {
        return plan.answers(name) && parties.containsKey(name)
                ? party(name).account().user()
                : name;
    }

    private PlanParty party(String name) {
        PlanParty party = parties.get(name);
        if (party == null) {
            throw new IllegalStateException("a plan was read whose account is missing");
        }
        return party;
    }

    private static AudioInput sound(Plan.Call call, Plan.Step step) {
        return input(call, step).fold(input -> input, refusal -> AudioInput.silence());
    }

    /** The worst of the calls, and why. */
    static void judge(Report.Builder report, List<Report.Case> cases) {
        report.exit(ExitCode.worst(cases.stream().map(Report.Case::exit).toList()));
        cases.stream().flatMap(one -> one.reasons().stream()).forEach(report::reason);
    }

    @Override
    public void close() {
        parties.values().forEach(PlanParty::close);
        trunk.ifPresent(PlanTrunk::close);
    }
}
