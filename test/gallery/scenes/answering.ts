import type { Window } from "../../browser/window.ts";
import type { Answer, Form, Person } from "../../sandbox/index.ts";
import type { Filled } from "../../support/stage.ts";
import type { Visit } from "../visit.ts";

/** More than there are in the group. */
const PEOPLE = 20;
/** More than the longest survey has forms and pauses. */
const MOST_STEPS = 20;

type Where = Parameters<Person["press"]>[1];

/** Those of the group whom nobody plays. */
export function others({ cast }: Visit, ...gone: string[]): string[] {
	return cast.participants.map(({ name }) => name).filter((name) => !gone.includes(name));
}

/** Opens the window of a command, as one does who writes it. */
export async function opens(window: Window, line: string): Promise<void> {
	await window.page.locator("#write").fill(line);
	await window.page.locator("#offers").getByRole("option").first().waitFor();
	await window.page.keyboard.press("Enter");
	await window.dialog.waitFor();
}

/** Opens the form that a command about the group leads to. */
export async function opensForGroup(visit: Visit, window: Window, line: string): Promise<void> {
	await opens(window, line);
	await window.page.locator("#option-group").click();
	await window.page.locator("#option-group-list [role=option]").first().click();
	await window.press(visit.page.form.send);
	await window.page.locator("#command").waitFor({ state: "detached" });
	await window.dialog.waitFor();
}

/** Fills in the form that lies open in a window: of choices the one at this place, in texts these words. */
export async function fillsIn({ dialog }: Window, place: number, words: string): Promise<void> {
	for (const group of await dialog.getByRole("group").all()) {
		const choices = group.getByRole("radio").or(group.getByRole("checkbox"));
		await choices.nth(Math.min(place, (await choices.count()) - 1)).check();
	}
	for (const menu of await dialog.getByRole("combobox").all()) await menu.selectOption({ index: place + 6 });
	for (const field of await dialog.getByRole("textbox").all()) await field.fill(words);
}

/** Sends the form that lies open in a window; its answer has been drawn. */
export async function sends(visit: Visit, window: Window): Promise<void> {
	await window.press(visit.page.form.send);
	await window.dialog.waitFor({ state: "detached" });
	await visit.stage.settle();
}

/** Somebody answers a survey to its end, however many forms it has. @param lean how far up the steps they answer */
export async function answers(
	visit: Visit,
	name: string,
	label: string,
	{ lean = 0, where }: { lean?: number; where?: Where } = {},
): Promise<Answer> {
	const { t, stage, cast } = visit;
	const going = [t("replies:buttons.survey-on"), t("replies:buttons.survey-send")];
	// The newcomer answers as one more.
	const index = (cast.participants.findIndex((one) => one.name === name) + PEOPLE) % PEOPLE;
	let answer = await visit.press(name, label, where);
	for (let forms = 0; forms < MOST_STEPS; forms++) {
		const { form } = answer;
		if (form) {
			form.fill(chosen(form, index, lean, visit.words.survey));
			answer = await stage.answered(() => form.send());
			continue;
		}
		const on = answer.message?.buttons.find((button) => going.includes(button.label));
		if (!on) return answer;
		const before = answer;
		answer = await stage.answered(() => before.press(on.label));
	}
	throw new Error(`${name} never comes to the end of "${label}": ${answer.text}`);
}

/** Some write a few words, too. */
function chosen({ fields }: Form, index: number, lean: number, words: string[]): Filled {
	return Object.fromEntries(
		fields.map((field, place): [string, string | string[]] => {
			if (field.kind === "text")
				return [field.label, index % 3 === 0 ? (words[index % words.length] ?? "") : ""];
			const options = field.options ?? [];
			const step = 1 + ((index * 2 + place) % 3) + lean;
			// Ten numbers are spread as five steps are.
			const at = options.length > 6 ? 4 + step * 2 : step;
			const pick = options[Math.min(at, options.length - 1)];
			return [field.label, pick ? [pick.label] : []];
		}),
	);
}
