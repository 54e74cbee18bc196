package org.sealphone.tui.report;

import java.util.List;
import org.sealphone.tui.text.Look;
import org.sealphone.tui.text.Sheet;
import org.sealphone.tui.text.Tint;

/** Rows of a configuration for a person: name, value, and beneath it where that is from. */
final class SettingSheet {
    private static final int NAME = 28;

    private SettingSheet() {}

    static String of(List<Report.Setting> settings, Look look) {
        Sheet sheet = new Sheet(look);
        String above = "";
        for (Report.Setting setting : settings) {
            if (!setting.section().equals(above) && !setting.name().isEmpty()) {
                sheet.heading(setting.section());
            }
            above = setting.section();
            String name = setting.name().isEmpty() ? setting.section() : setting.name();
            sheet.line(Sheet.pad(look.foreign(name), NAME) + look.foreign(setting.value()));
            if (!setting.origin().isEmpty()) {
                sheet.line(Sheet.pad("", NAME) + look.paint(Tint.FAINT, look.foreign(setting.origin())));
            }
        }
        return sheet.toString();
    }
}
