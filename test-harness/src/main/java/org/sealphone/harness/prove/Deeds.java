package org.sealphone.harness.prove;

import java.util.List;
import org.sealphone.harness.oracle.Verdict;

/** What a trunk has done in a trial, where that is not the same each time: a trial in which too little happened shows nothing. */
interface Deeds {
    /** In words, with figures. */
    List<String> done(Verdict verdict);

    /** What should have happened and did not, a sentence each. */
    List<String> missing(Verdict verdict);
}
