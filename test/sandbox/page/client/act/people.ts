import type { App } from "../app.ts";
import type { Person } from "../control.ts";
import { Refused } from "../discord/rest.ts";
import { t } from "../text/language.ts";

/** Makes a newcomer, and becomes them. */
export async function newcomer(app: App, name: string, locale: string): Promise<void> {
	if (app.dialog?.kind !== "newcomer") return;
	if (name.trim() === "") {
		app.dialog = { kind: "newcomer", trouble: t("form.required") };
		app.changed();
		queueMicrotask(() => document.getElementById("new-name")?.focus());
		return;
	}
	try {
		const person = await app.control.post<Person>("people", { name: name.trim(), locale });
		app.people = [...app.people.filter(({ id }) => id !== person.id), person];
		app.become(person);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		app.dialog = {
			kind: "newcomer",
			trouble: t(error.status === 0 ? "error.unreachable" : "person.refused"),
		};
		app.changed();
	}
}
