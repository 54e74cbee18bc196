package org.sealphone.harness.trunk;

/** How a trunk behaves where a liar would deviate; every default is honest. Called on the trunk's loop thread; must not block. */
public interface Conduct {
    /** Does all as the standards ask. */
    static Conduct honest() {
        return new Conduct() {};
    }
}
