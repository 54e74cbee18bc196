package org.sealphone.examples;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.loop.Endpoint;

/** Registers, calls somebody, hangs up when it is enough, and says how it was. */
final class RegisterAndCall {
    private RegisterAndCall() {}

    static CallReport call(Account account, String target, CallMedia sound, CompletableFuture<?> enough)
            throws InterruptedException, ExecutionException {
        try (Endpoint endpoint = Endpoint.open();
                Ua phone = endpoint.phone(account, event -> {})) {
            End registered = phone.register().get();
            if (!registered.isOk()) {
                throw new IllegalStateException("not registered: " + registered);
            }
            Ua.Call call = phone.dial(target, sound);
            enough.thenRun(() -> phone.hangUp(call.id()));
            return call.ended().get();
        }
    }
}
