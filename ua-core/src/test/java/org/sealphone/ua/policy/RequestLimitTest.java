package org.sealphone.ua.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sealphone.ua.policy.RequestLimit.Verdict;

class RequestLimitTest {
    private static final int SHARE = RequestLimit.BURST + 2;
    private static final long SECOND = 1_000_000_000L;

    private final RequestLimit limit = new RequestLimit(1, 0);

    private long taken(String source, int requests, long now) {
        return IntStream.range(0, requests)
                .filter(i -> limit.take(source, now) == Verdict.TAKEN)
                .count();
    }

    @Test
    void ADV_75_a_source_has_its_share_at_once_and_gets_it_back_in_time() {
        assertThat(taken("mallory", SHARE, 0)).isEqualTo(SHARE);
        assertThat(limit.take("mallory", 0)).isEqualTo(Verdict.REFUSED);
        assertThat(taken("bob", SHARE, 0)).as("whose share is his own").isEqualTo(SHARE);
        assertThat(taken("mallory", 100, SECOND)).isEqualTo(RequestLimit.PER_SECOND + 1);
        assertThat(taken("mallory", 100, SECOND)).isZero();
        assertThat(taken("mallory", 100, 3_600 * SECOND)).isEqualTo(SHARE);
    }

    @Test
    void ADV_75_who_goes_on_is_not_even_refused() {
        taken("mallory", SHARE, 0);
        for (int i = 0; i < RequestLimit.REFUSALS; i++) {
            assertThat(limit.take("mallory", 0)).isEqualTo(Verdict.REFUSED);
        }
        assertThat(limit.take("mallory", 0)).isEqualTo(Verdict.IGNORED);
    }

    @Test
    void ADV_75_invented_sources_share_what_all_may_send_and_the_table_is_bounded() {
        long all = IntStream.range(0, 10_000)
                .filter(i -> limit.take("invented" + i, 0) == Verdict.TAKEN)
                .count();
        assertThat(all).isEqualTo((long) RequestLimit.ALL * SHARE);
        assertThat(limit.sources()).isEqualTo(RequestLimit.MOST_SOURCES);
        assertThat(limit.take("bob", 2 * SECOND))
                .as("place is made by those who have been quiet")
                .isEqualTo(Verdict.TAKEN);
        assertThat(limit.sources()).isEqualTo(RequestLimit.MOST_SOURCES);
    }

    @Test
    void ADV_75_a_source_that_has_used_its_share_up_gets_no_other_by_being_forgotten() {
        taken("mallory", SHARE, 0);
        for (int i = 0; i < 1_000; i++) {
            limit.take("invented" + i, 0);
        }
        assertThat(limit.take("mallory", 0)).isNotEqualTo(Verdict.TAKEN);
    }

    @Test
    void who_takes_many_calls_is_asked_often() {
        RequestLimit crowd = new RequestLimit(100, 0);
        assertThat(IntStream.range(0, 250)
                        .filter(i -> crowd.take("trunk", 0) == Verdict.TAKEN)
                        .count())
                .isEqualTo(250);
    }
}
