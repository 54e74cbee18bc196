package org.sealphone.ua.loop;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.engine.MediaSession;
import org.sealphone.media.sdp.LocalMedia;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallId;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallSnapshot;
import org.sealphone.ua.engine.Input;
import org.sealphone.ua.engine.Output;

/** The desks of all calls, and what the engine wants done at them. Owner: {@code ua-loop}; {@link #withMedia} may be called by all threads. */
final class CallDesks {
    private final Account account;
    private final Surroundings around;
    private final Outbox outbox;
    private final LoopQueue loop;
    private final Map<CallId, CallDesk> desks = new ConcurrentHashMap<>();

    CallDesks(Account account, Surroundings around, Outbox outbox, LoopQueue loop) {
        this.account = account;
        this.around = around;
        this.outbox = outbox;
        this.loop = loop;
    }

    /** Sound for a call that is about to be dialled. */
    void dialling(CallId call, CallMedia media) {
        desk(call).brings(media);
    }

    /** Sound for a call that is about to be answered; for one that is over, or was never there, it is closed. */
    void answering(CallId call, CallMedia media) {
        CallDesk desk = desks.get(call);
        if (desk == null) {
            media.outputs().forEach(AudioOutput::close);
        } else {
            desk.brings(media);
        }
    }

    /**
     * Carries out what concerns ports and sound; false when the output is about something else.
     *
     * @param here our own end of the flow, where there is one: no port is opened elsewhere
     */
    boolean perform(Output output, Supplier<Optional<InetAddress>> here) {
        if (output instanceof Output.Reserve reserve) {
            here.get().ifPresent(address -> reserve(reserve.call(), address));
        } else if (output instanceof Output.HearBranch hear) {
            inTurn(
                    hear.call(),
                    desk -> desk.hear(hear.branch(), hear.plan(), () -> session(hear.call(), desk, hear.plan())));
        } else if (output instanceof Output.StartMedia start) {
            inTurn(
                    start.call(),
                    desk -> desk.start(start.branch(), start.plan(), () -> session(start.call(), desk, start.plan())));
        } else if (output instanceof Output.ChangeMedia change) {
            inTurn(change.call(), desk -> desk.change(change.plan()));
        } else if (output instanceof Output.MoveMedia move) {
            inTurn(move.call(), desk -> desk.move(move.plan()));
        } else if (output instanceof Output.HoldMedia hold) {
            whenBegun(hold.call(), desk -> desk.hold(hold.on()));
        } else if (output instanceof Output.SendDigits send) {
            whenBegun(send.call(), desk -> desk.press(send.digits()));
        } else if (output instanceof Output.StopMedia stop) {
            CallId call = stop.call();
            ends(call, desk -> desk.stop().ifPresent(report -> loop.post(new Input.MediaStopped(call, report))));
        } else if (output instanceof Output.Release release) {
            ends(release.call(), desk -> release(release.call()));
        } else {
            return false;
        }
        return true;
    }

    /**
     * Sound follows words: an answer with our key may still wait to be written, and a packet under that key before it would be one that the
     * other side cannot have the key of.
     */
    private void inTurn(CallId call, Consumer<CallDesk> act) {
        CallDesk desk = desk(call);
        if (outbox.isEmpty() && !desk.waits()) {
            act.accept(desk);
        } else {
            queue(desk, act);
        }
    }

    /** What is done under the keys of the moment waits for nobody: whoever presses hold is not heard while a flow is slow. */
    private void whenBegun(CallId call, Consumer<CallDesk> act) {
        CallDesk desk = desk(call);
        if (desk.waits() && !desk.begun()) {
            queue(desk, act);
        } else {
            act.accept(desk);
        }
    }

    /** An end that overtook the beginning would leave nobody to report that sound has stopped; what else still waits is dropped. */
    private void ends(CallId call, Consumer<CallDesk> act) {
        whenBegun(call, desk -> {
            desk.dropTurns();
            act.accept(desk);
        });
    }

    private void queue(CallDesk desk, Consumer<CallDesk> act) {
        Runnable turn = () -> act.accept(desk);
        desk.awaits(turn);
        outbox.then(() -> desk.take(turn));
    }

    private CallDesk desk(CallId call) {
        return desks.computeIfAbsent(call, fresh -> new CallDesk());
    }

    private void reserve(CallId call, InetAddress here) {
        around.door()
                .reserve(here)
                .fold(
                        reserved -> {
                            desk(call).holds(reserved);
                            LocalMedia local =
                                    new LocalMedia(reserved.address(), reserved.rtpPort(), reserved.rtcpPort());
                            loop.post(new Input.PortReady(call, local));
                            return true;
                        },
                        refusal -> {
                            loop.post(new Input.PortFailed(call, refusal));
                            return false;
                        });
    }

    private MediaSession session(CallId call, CallDesk desk, MediaPlan plan) {
        return desk.session(
                plan,
                account,
                around,
                CallDesk.listener(
                        cause -> loop.post(new Input.MediaDead(call, cause)),
                        key -> loop.post(new Input.DigitReceived(call, key))));
    }

    private void release(CallId call) {
        CallDesk desk = desks.remove(call);
        if (desk != null) {
            desk.release();
        }
    }

    void releaseAll() {
        List.copyOf(desks.keySet()).forEach(this::release);
    }

    int count() {
        return desks.size();
    }

    /** The call with its media counters of this moment. */
    CallSnapshot withMedia(CallSnapshot call) {
        CallDesk desk = desks.get(call.id());
        return desk == null
                ? call
                : new CallSnapshot(
                        call.id(),
                        call.direction(),
                        call.state(),
                        call.target(),
                        call.remoteName(),
                        call.suite(),
                        call.codec(),
                        call.hold(),
                        call.establishedNanos(),
                        desk.media());
    }
}
