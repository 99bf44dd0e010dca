// The one script of every page. collectstatic joins what it imports into one file: see coalition/lib/static_files.py.
import { start } from "./behaviour.js";
import "./behaviours/announce.js";
import "./behaviours/date-slider.js";
import "./behaviours/drop-zone.js";
import "./behaviours/filter-menu.js";
import "./behaviours/focus-after-swap.js";
import "./behaviours/fresh-token.js";
import "./behaviours/map-drag.js";
import "./behaviours/map-motion.js";
import "./behaviours/map-region.js";
import "./behaviours/map-roving.js";
import "./behaviours/menus.js";
import "./behaviours/network-drag.js";
import "./behaviours/network-keys.js";
import "./behaviours/network-zoom.js";
import "./behaviours/picker.js";
import "./behaviours/print.js";
import "./behaviours/quick-log.js";
import "./behaviours/request-errors.js";
import "./behaviours/save-keys.js";
import "./behaviours/selection.js";
import "./behaviours/shortcuts.js";
import "./behaviours/submit-once.js";
import "./behaviours/take-focus.js";
import "./behaviours/timeline-drag.js";
import "./behaviours/toasts.js";

start();
