package org.sealphone.harness.dns;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What a name server says to a question. Pure; asked on the server's thread. */
@FunctionalInterface
public interface Tongue {
    /** Nothing, or one message after the other. */
    List<Saying> say(Question question);

    /** A message to whoever asked. */
    final class Saying {
        private final byte[] message;
        private final boolean elsewhere;

        /** @param elsewhere whether it comes from another port than the one that was asked: in a real network, from somebody else */
        public Saying(byte[] message, boolean elsewhere) {
            this.message = message.clone();
            this.elsewhere = elsewhere;
        }

        byte[] message() {
            return message;
        }

        boolean elsewhere() {
            return elsewhere;
        }
    }

    static Tongue honest(Zone zone) {
        return question -> List.of(new Saying(zone.answer(question), false));
    }

    static Tongue silent() {
        return question -> List.of();
    }

    /** Somebody is quicker and lies, but does not know the number of the question. */
    static Tongue guessing(Zone lie, Zone truth) {
        return before(truth, question -> new Saying(lie.answer(numbered(question)), false));
    }

    private static Question numbered(Question question) {
        return new Question(question.number() ^ 0x5a5a, question.name(), question.type());
    }

    /** Somebody is quicker and knows the number, but does not sit where the question went. */
    static Tongue fromElsewhere(Zone lie, Zone truth) {
        return before(truth, question -> new Saying(lie.answer(question), true));
    }

    /** First comes the answer to what was not asked, under the right number. */
    static Tongue besideThePoint(Zone lie, String name, Zone truth) {
        return before(
                truth,
                question -> new Saying(lie.answer(new Question(question.number(), name, question.type())), false));
    }

    private static Tongue before(Zone truth, Function<Question, Saying> lie) {
        return question -> List.of(lie.apply(question), new Saying(truth.answer(question), false));
    }

    /** The truth, amid records of names that nobody has asked for. */
    static Tongue chatty(Zone lie, Zone truth) {
        return question -> List.of(new Saying(lie.answerBeside(question, truth), false));
    }

    /** To questions of these types there comes a message with a name that points to itself; to others the truth. */
    static Tongue unreadable(Zone truth, Integer... types) {
        List<Integer> bent = List.of(types);
        return question -> List.of(new Saying(
                bent.contains(question.type()) ? circle(truth.answer(question)) : truth.answer(question), false));
    }

    /** An answer more than there is: its name is where it begins (RFC 1035 section 4.1.4 points backwards). */
    private static byte[] circle(byte[] message) {
        byte[] bent = Arrays.copyOf(message, message.length + 2);
        bent[7]++;
        bent[message.length] = (byte) (0xc0 | message.length >> 8);
        bent[message.length + 1] = (byte) message.length;
        return bent;
    }
}
