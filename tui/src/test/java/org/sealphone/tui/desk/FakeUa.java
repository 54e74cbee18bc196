package org.sealphone.tui.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.PingReport;
import org.sealphone.ua.api.RegistrationFacts;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaSnapshot;

/** Writes down what it is asked for, and does none of it. */
final class FakeUa implements Ua {
    final List<String> asked = new ArrayList<>();
    final CompletableFuture<End> transfer = new CompletableFuture<>();
    final CompletableFuture<Void> shutdown = new CompletableFuture<>();
    List<CallSnapshot> calls = List.of();

    @Override
    public CompletableFuture<End> register() {
        asked.add("register");
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<End> unregister() {
        asked.add("unregister");
        return new CompletableFuture<>();
    }

    @Override
    public Call dial(String target, CallMedia media) {
        asked.add("dial " + target);
        return new Call(new CallId(1), new CompletableFuture<>());
    }

    @Override
    public void answer(CallId call, CallMedia media) {
        asked.add("answer " + call);
    }

    @Override
    public void reject(CallId call, int status) {
        asked.add("reject " + call + " " + status);
    }

    @Override
    public void cancel(CallId call) {
        asked.add("cancel " + call);
    }

    @Override
    public void hangUp(CallId call) {
        asked.add("hang up " + call);
    }

    @Override
    public void hold(CallId call) {
        asked.add("hold " + call);
    }

    @Override
    public void resume(CallId call) {
        asked.add("resume " + call);
    }

    @Override
    public void sendDigits(CallId call, String keys) {
        asked.add("digits " + call + " " + keys);
    }

    @Override
    public CompletableFuture<End> transfer(CallId call, String target) {
        asked.add("transfer " + call + " to " + target);
        return transfer;
    }

    @Override
    public CompletableFuture<End> transfer(CallId call, CallId other) {
        asked.add("join " + call + " and " + other);
        return transfer;
    }

    @Override
    public Call acceptTransfer(CallId call, CallMedia media) {
        asked.add("accept transfer of " + call);
        return new Call(new CallId(9), new CompletableFuture<>());
    }

    @Override
    public void refuseTransfer(CallId call) {
        asked.add("refuse transfer of " + call);
    }

    @Override
    public CompletableFuture<PingReport> ping(String target) {
        throw new UnsupportedOperationException("a desk asks nobody");
    }

    @Override
    public CompletableFuture<CallReport> ended(CallId call) {
        throw new UnsupportedOperationException("a desk hears of ends by events");
    }

    @Override
    public UaSnapshot snapshot() {
        return new UaSnapshot(0, Optional.empty(), true, RegistrationFacts.NONE, calls, List.of(), List.of());
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        asked.add("shutdown");
        return shutdown;
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
