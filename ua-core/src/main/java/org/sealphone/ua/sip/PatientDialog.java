package org.sealphone.ua.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransaction;
import javax.sip.DialogState;
import javax.sip.message.Request;

/**
 * A dialog that before it stands is ended by the final response to its INVITE alone (RFC 3261 12.3). JAIN-SIP's own ends at any refusal of an
 * UPDATE or a PRACK in it, so that the call which is taken after that cannot be acknowledged; and it drops every PRACK that fits no provisional
 * response of its own, where the engine says which ones there are. Owner: {@code ua-loop}.
 */
final class PatientDialog extends SIPDialog {
    private static final long serialVersionUID = 1;

    PatientDialog(SIPTransaction first) {
        super(first);
    }

    PatientDialog(SIPClientTransaction invite, SIPResponse ofAnotherBranch) {
        super(invite, ofAnotherBranch);
    }

    @Override
    public void setLastResponse(SIPTransaction transaction, SIPResponse response) {
        boolean refusal = response.getStatusCode() >= 300;
        boolean ofInvite = response.getCSeq().getMethod().equals(Request.INVITE);
        if (!refusal || ofInvite || DialogState.CONFIRMED.equals(getState())) {
            super.setLastResponse(transaction, response);
        }
    }

    /** One whose number is not new changes nothing (RFC 3261 12.2.2). */
    @Override
    public boolean handlePrack(SIPRequest prack) {
        return isRequestConsumable(prack);
    }
}
