package org.sealphone.ua.api;

import java.util.concurrent.CompletableFuture;

/**
 * A phone with one account, one verified TLS flow and one SIP stack (RFC 3261). Several live in one JVM side by side.
 *
 * <p>Made by {@code org.sealphone.ua.loop.Endpoint.phone}. All methods may be called on any thread and return at once; what they start
 * runs on {@code ua-loop}, where futures are completed and the listener is called too: neither may block there. Futures never complete
 * exceptionally for anything that a peer or a network does: that is an {@link End}.
 *
 * <p>The flow is made when the first of {@link #register}, {@link #dial} and {@link #ping} needs it. When it is lost, the registration
 * ends, and so do all calls that do not stand yet, with a {@code NET-} code; calls that stand go on, sealed as before, for
 * {@link Account#flowPatience} while another flow is made, and are repaired over it (RFC 3261 14).
 */
public interface Ua extends AutoCloseable {
    /**
     * Registers, and from then on refreshes by itself until {@link #unregister}. The future tells of the first outcome only; later ones
     * are events.
     */
    CompletableFuture<End> register();

    /** Removes our binding. Ok at once when there is none. */
    CompletableFuture<End> unregister();

    /**
     * Calls a target: a {@code sips:} or {@code sip:...;transport=tls} URI, or a number or name of the account's domain.
     *
     * @param target as typed by a person; a refused one ends the call at once without a byte on the wire
     * @return the call, whose end is reported whatever happens
     */
    Call dial(String target, CallMedia media);

    /** Answers a ringing call. Nothing ever answers by itself: whoever wants that calls this from its listener. No effect in other states. */
    void answer(CallId call, CallMedia media);

    /**
     * Refuses a ringing call.
     *
     * @param status 400 to 699, such as 486 busy here or 603 decline
     */
    void reject(CallId call, int status);

    /** Gives up a call that was not answered yet (CANCEL, RFC 3261 9). Same as {@link #hangUp}. */
    void cancel(CallId call);

    /** Ends a call in whatever state it is: CANCEL, BYE, or 603 to one that rings here. */
    void hangUp(CallId call);

    /**
     * Holds a call that stands: the microphone is silent from now on, and the other side is asked to send nothing (RFC 3264 8.4). No effect
     * in other states.
     */
    void hold(CallId call);

    /** Ends our hold; that of the other side stays. */
    void resume(CallId call);

    /**
     * Presses keys in an established call, one after the other (RFC 4733); after those of an earlier call of this method. Where the other
     * side did not agree to digits, that is a finding of the call ({@code SRTP-21}). No effect in other states.
     *
     * @param keys {@code 0-9 * # A-D}, {@code !} for a hook flash, {@code ,} or {@code p} for a pause of a second
     * @throws IllegalArgumentException when it is no such sequence, or holds no key
     */
    void sendDigits(CallId call, String keys);

    /**
     * Asks the other side of a call that stands to call somebody else instead (blind transfer, RFC 3515, RFC 5589 6). When its new call
     * stands, this one is hung up; when not, this one goes on.
     *
     * @param target as for {@link #dial}, through the same guard
     * @return how it came out: the refusal of the other side, or of the one whom it called, is {@link End.RejectedByPeer}
     */
    CompletableFuture<End> transfer(CallId call, String target);

    /**
     * Asks the other side of a call to speak with the other side of another call of ours (attended transfer, RFC 5589 7), which takes our
     * place in it (RFC 3891).
     */
    CompletableFuture<End> transfer(CallId call, CallId other);

    /**
     * Calls whom the other side of a call has asked us to call ({@link UaEvent.TransferAsked}), under fresh keys. The other side is told how
     * it goes and hangs up itself.
     *
     * @return the new call; it ends at once when nothing was asked, or no more
     */
    Call acceptTransfer(CallId call, CallMedia media);

    /** Does not; the call goes on. No effect when nothing was asked. */
    void refuseTransfer(CallId call);

    /** Sends OPTIONS (RFC 3261 11) to a target, or to the trunk itself when the target is its server URI. */
    CompletableFuture<PingReport> ping(String target);

    /** The end of a call that this phone knows, also of one that is over. Completes exceptionally for a number that never was. */
    CompletableFuture<CallReport> ended(CallId call);

    /** The phone at this moment. */
    UaSnapshot snapshot();

    /**
     * Hangs up, unregisters, closes the flow. What is still going on ends with {@link End.Interrupted}.
     *
     * @return completes when all of it is done, after four seconds at most
     */
    CompletableFuture<Void> shutdown();

    /** {@link #shutdown} and waits for it. Not to be called on {@code ua-loop}. */
    @Override
    void close();

    /** A call that was started with {@link #dial}. */
    record Call(CallId id, CompletableFuture<CallReport> ended) {}
}
