/// Watches log lines and tells a webhook when something is wrong with them.
///
/// An alert is a setting of kind [dev.konbini.logging.setting.SettingKind#ALERT]. It is judged
/// window after window of the lines' own time, each once: how far it has been judged, what it fired
/// and what is still to be told are one document, replaced only as it was read. So replicas need no
/// leader, and a crash neither leaves a window out nor fires for one twice
/// (`docs/decisions/alerts.md`). Uses [dev.konbini.logging.query] to count.
@NullMarked
package dev.konbini.logging.alert;

import org.jspecify.annotations.NullMarked;
