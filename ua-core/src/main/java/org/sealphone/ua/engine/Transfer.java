package org.sealphone.ua.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.api.End;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.report.UaReason;

/**
 * A transfer that we asked the peer of a call for (RFC 3515, RFC 5589): REFER, then what the peer tells in NOTIFYs until the other call
 * stands or has failed. When it stands we leave; when not, the call is as it was. Owner: the engine.
 */
final class Transfer implements Reply {
    private static final Pattern STATUS_LINE = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})(?: (.*))?");

    private final Call call;
    private final long ticket;
    private final Transfers transfers;

    Transfer(Call call, long ticket, Transfers transfers) {
        this.call = call;
        this.ticket = ticket;
        this.transfers = transfers;
    }

    /** The REFER was answered. */
    @Override
    public void done(ResponseView response) {
        if (!response.success()) {
            over(new End.RejectedByPeer(response.status(), response.reasonPhrase()));
        }
    }

    @Override
    public void failed(End end) {
        over(end);
    }

    /** What the peer tells; false when that is nothing that can be read. */
    boolean told(RequestView view) {
        Matcher line = STATUS_LINE.matcher(view.fragment().orElse(""));
        if (!line.matches()) {
            return false;
        }
        int status = Integer.parseInt(line.group(1));
        String phrase = Optional.ofNullable(line.group(2)).orElse("").strip();
        boolean ends =
                view.fields().first("subscription-state").orElse("").strip().startsWith("terminated");
        call.out.tell(new UaEvent.TransferProgress(call.out.now().wall(), call.id, status, phrase));
        if (status / 100 == 2) {
            over(new End.Ok());
            call.hangUp(new End.Ok());
        } else if (status >= 300) {
            over(new End.RejectedByPeer(status, phrase));
        } else if (ends) {
            over(silence("it ended at status " + status));
        }
        return true;
    }

    static End silence(String detail) {
        return new End.Unreachable(new Refusal(UaReason.NET_27, detail));
    }

    void over(End end) {
        transfers.over(call, this);
        call.out.add(new Output.Settle(ticket, end));
    }
}
