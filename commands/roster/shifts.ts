import { clip } from "../../src/discord/views/text.ts";
import type { Shift } from "../../src/rosters/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { shiftLabel } from "./text.ts";

const LABEL_LENGTH = 100;

/** Shifts as the options of a menu. */
export function shiftOptions(shifts: readonly Shift[], t: Translate): { value: string; label: string }[] {
	return shifts.map((shift) => ({ value: shift.ref, label: clip(shiftLabel(shift, t), LABEL_LENGTH) }));
}
