import { Temporal } from "temporal-polyfill";
import { wallClock } from "../../../commands/text.ts";
import type { Window } from "../../browser/window.ts";
import type { Answer, Form, Person } from "../../sandbox/index.ts";
import type { Visit } from "../visit.ts";
import { workWords } from "./rostersWords.ts";

export const STAFF = "henkilökunta";
/** One who comes to the place. */
export const GUEST = "Marjatta V";

/** Those who take shifts: two who know their way, and one who is new. */
export function team({ cast }: Visit): { one: string; two: string; fresh: string; lead: string } {
	const [one, two] = cast.facilitators;
	return { one, two, fresh: cast.standIn, lead: cast.coordinator };
}

/** A day of the gallery's year at a time of day. */
export function at(visit: Visit, date: string, time: string): Temporal.ZonedDateTime {
	return Temporal.PlainDate.from(`2026-${date}`).toZonedDateTime({
		timeZone: visit.stage.zone,
		plainTime: Temporal.PlainTime.from(time),
	});
}

/** What begins at that time, as menus name it. */
export function label(visit: Visit, date: string, time: string): string {
	return wallClock(at(visit, date, time).toInstant(), visit.stage.zone, visit.language);
}

/** The coordinator asks; the answer stands in their window. @param state what its picture is called */
export async function asks(
	visit: Visit,
	line: string,
	options: Parameters<Person["command"]>[1] = {},
	state?: string,
): Promise<Answer> {
	const { lead } = team(visit);
	const answer = await visit.command(lead, line, options);
	// What the answer brought about may stand below it.
	if (state) await visit.shoot(await visit.window(lead), state, visit.page.message.onlyYou);
	return answer;
}

/** The value of the first choice that an option offers for what is typed. */
export async function choice(visit: Visit, line: string, option: string, typed: string): Promise<string> {
	const lead = await visit.person(team(visit).lead);
	const [found] = await visit.stage.choices(lead, line, option, typed);
	if (!found) throw new Error(`${line} ${option} offers nothing for "${typed}"`);
	return String(found.value);
}

/** Somebody's window, in the staff's channel. */
export async function staffWindow(visit: Visit, name: string): Promise<Window> {
	const window = await visit.window(name);
	await window.enter(STAFF);
	return window;
}

/** The group has rooms of the same names. */
export async function enterPlace(visit: Visit, window: Window, room: string): Promise<void> {
	const { place } = workWords[visit.language];
	await window.page.locator(`h3.category:text-is("${place}") + ul [data-channel="${room}"]`).click();
	await window.page.locator("#place", { hasText: room }).waitFor();
}

/** Opens a form in somebody's window, takes its picture, and leaves it. */
export async function looksAt(visit: Visit, window: Window, button: string, state: string): Promise<void> {
	await window.press(button);
	await window.dialog.waitFor();
	await visit.shoot(window, state);
	await window.page.keyboard.press("Escape");
	await window.dialog.waitFor({ state: "detached" });
	await visit.stage.settle();
}

/** Fills in the form that a button in the staff's channel opens, and sends it. */
export async function fills(
	visit: Visit,
	name: string,
	button: string,
	fillIn: (form: Form) => void,
): Promise<Answer> {
	const person = await visit.person(name);
	return visit.stage.sent(() => person.press(button, { in: STAFF }), fillIn);
}

/** Chooses in a form's menus, one after the other, the option at this place or that begins so. */
export function chooses(form: Form, ...wanted: (number | string)[][]): void {
	const menus = form.fields.filter(({ kind }) => kind === "select");
	for (const [index, options] of wanted.entries()) {
		const menu = menus[index];
		const labels = options.flatMap((each) =>
			typeof each === "number"
				? (menu?.options?.[each]?.label ?? [])
				: (menu?.options?.find(({ label }) => label.startsWith(each))?.label ?? []),
		);
		if (labels.length < options.length) throw new Error(`The form has not all of ${options.join(", ")}`);
		if (menu) form.fill({ [menu.label]: labels });
	}
}
