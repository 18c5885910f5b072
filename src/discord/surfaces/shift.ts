import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import type { Shift } from "../../rosters/model.ts";
import { everybody, isOn, standingReminder } from "../../rosters/rules.ts";
import type { Settings } from "../../setup/model.ts";
import { type Translate, translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import { shiftCalendar } from "../calendar.ts";
import type { State } from "../state.ts";
import { addressed } from "../views/addressed.ts";
import { shiftChange, shiftReminder } from "../views/shift.ts";
import type { View } from "../views/view.ts";
import { type Loaded, type Place, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `shift.${string}` }>;

export async function loadShift(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const { userId } = surface;
	const shift = await state.rosters.find(tx, surface.ref);
	const settings = shift && (await state.setup.find(tx, shift.guildId));
	if (!shift || !settings) return null;
	const { guildId } = shift;
	const member = await state.staff.find(tx, guildId, userId);
	const place = placeOf(surface, settings, member?.remindBy === "dm");
	const t = translator(place.kind === "person" && member ? member.language : settings.language);
	/** In the staff channel they are called by name, in the server's language, as others read along. */
	const said = (view: View) => (place.kind === "channel" ? addressed(view, userId) : view);
	if (surface.name === "shift.reminder") {
		const { which } = surface;
		const wanted = member?.remindBy !== "off" && everybody(shift).includes(userId);
		const due = wanted && standingReminder(shift, now) === which;
		return {
			guildId,
			place,
			show: due ? show(() => said(shiftReminder(t, { shift, userId, which })), "once") : null,
		};
	}
	return {
		guildId,
		place,
		// Who works here no longer is told nothing, and what stands goes.
		show:
			member && isStillTrue(surface, shift, now)
				? show(async () => said(await changeView(t, surface, shift, now)), "once")
				: null,
	};
}

function placeOf({ userId }: Shown, { staffChannelId: id }: Settings, directly: boolean): Place {
	return directly ? { kind: "person", userId, otherwise: { kind: "channel", id } } : { kind: "channel", id };
}

type ChangeSurface = Extract<Surface, { name: "shift.change" }>;

/** What has been overtaken by another change is not told. */
function isStillTrue(
	{ what, revision, userId }: ChangeSurface,
	shift: Shift,
	now: Temporal.Instant,
): boolean {
	if (shift.revision !== revision) return false;
	const theirs = everybody(shift).includes(userId);
	if (what === "cancelled") return shift.state === "cancelled";
	if (what === "released") return !theirs && isOn(shift, now);
	return theirs && isOn(shift, now);
}

async function changeView(
	t: Translate,
	{ what }: ChangeSurface,
	shift: Shift,
	now: Temporal.Instant,
): Promise<View> {
	const calendar = what === "released" ? null : await shiftCalendar(t, [shift], now);
	return shiftChange(t, { shift, what, calendar });
}
