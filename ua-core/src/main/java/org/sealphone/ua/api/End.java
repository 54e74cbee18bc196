package org.sealphone.ua.api;

import java.util.Objects;
import java.util.Optional;
import org.sealphone.crypto.reason.Excerpt;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.report.UaReason;

/** How a registration, call or ping ended. Each kind is one exit code of the command line, and each exit code but 1, 2, 9 and 70 one kind. */
public sealed interface End {
    /** What was asked for happened. */
    record Ok() implements End {
        @Override
        public int exitCode() {
            return 0;
        }
    }

    /**
     * The peer said no with a final response (RFC 3261 21.3 to 21.6), other than a challenge to credentials that were sent.
     *
     * @param status 300 to 699
     * @param reasonPhrase as the peer wrote it, control characters removed; not to be trusted
     */
    record RejectedByPeer(int status, String reasonPhrase) implements End {
        public RejectedByPeer {
            Objects.requireNonNull(reasonPhrase, "reasonPhrase");
        }

        @Override
        public int exitCode() {
            return 4;
        }

        @Override
        public Optional<Refusal> reason() {
            String said = (status + " " + reasonPhrase).strip();
            return Optional.of(new Refusal(UaReason.ofRejection(status), Excerpt.of(said)));
        }
    }

    /** A challenge that could not be met: wrong password, none given, or one that the rules AUTH-01 to AUTH-08 forbid to answer. */
    record AuthFailed(Refusal refusal) implements End {
        @Override
        public int exitCode() {
            return 5;
        }

        @Override
        public Optional<Refusal> reason() {
            return Optional.of(refusal);
        }
    }

    /** We refused: certificate, TLS, SDES, downgrade, call guard. */
    record RefusedByPolicy(Refusal refusal) implements End {
        @Override
        public int exitCode() {
            return 3;
        }

        @Override
        public Optional<Refusal> reason() {
            return Optional.of(refusal);
        }
    }

    /** No name, no connection, no answer, or a flow that broke. */
    record Unreachable(Refusal refusal) implements End {
        @Override
        public int exitCode() {
            return 6;
        }

        @Override
        public Optional<Refusal> reason() {
            return Optional.of(refusal);
        }
    }

    /** Keys were agreed, and no media that authenticates came. */
    record MediaFailed(Refusal refusal) implements End {
        @Override
        public int exitCode() {
            return 7;
        }

        @Override
        public Optional<Refusal> reason() {
            return Optional.of(refusal);
        }
    }

    /** This machine could not: no port, no audio file, a JVM that somebody configured against us. */
    record LocalFailure(Refusal refusal) implements End {
        @Override
        public int exitCode() {
            return 8;
        }

        @Override
        public Optional<Refusal> reason() {
            return Optional.of(refusal);
        }
    }

    /** Cut short from outside: {@link Ua#close} while it was still going on. */
    record Interrupted() implements End {
        @Override
        public int exitCode() {
            return 130;
        }
    }

    /** The exit code of the command line that this end stands for. */
    int exitCode();

    /** The code that explains it; none where nothing went wrong. */
    default Optional<Refusal> reason() {
        return Optional.empty();
    }

    /** Whether what was asked for happened. */
    default boolean isOk() {
        return this instanceof Ok;
    }
}
