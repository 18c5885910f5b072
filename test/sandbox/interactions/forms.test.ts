import {
	type APIModalInteractionResponseCallbackData,
	type Client,
	ComponentType,
	type ModalSubmitInteraction,
	TextInputStyle,
} from "discord.js";
import { expect, test } from "vitest";
import { FormRefused, type Person, type Sandbox } from "../index.ts";
import { expectNoViolations, refusal, withBot } from "../testing.ts";

type FormData = APIModalInteractionResponseCallbackData;

const text = (custom_id: string, more = {}) => ({
	type: ComponentType.TextInput,
	custom_id,
	style: TextInputStyle.Short,
	...more,
});
const label = (name: string, component: object, more = {}) => ({
	type: ComponentType.Label,
	label: name,
	component,
	...more,
});
const options = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ label: `Vaihtoehto ${index + 1}`, value: `v${index + 1}` }));
const form = (components: object[], more = {}) =>
	({ custom_id: "form", title: "Lomake", components, ...more }) as unknown as FormData;

async function withForms(): Promise<{ sandbox: Sandbox; client: Client<true>; mustikka: Person }> {
	const { sandbox, client } = await withBot();
	await client.application.commands.set([{ name: "form", description: "A form" }]);
	return { sandbox, client, mustikka: await sandbox.person("Mustikka") };
}

/** The code with which Discord refuses to show this form; null when it shows it. */
async function shown(
	client: Client<true>,
	mustikka: Person,
	data: FormData,
): Promise<number | string | null> {
	const code = new Promise<number | string | null>((resolve) => {
		client.once("interactionCreate", (i) => {
			if (!i.isChatInputCommand()) return;
			resolve(refusal(i.showModal(data)));
		});
	});
	await mustikka.command("/form", {}, { dontWait: true });
	return code;
}

test("a form of every field is filled by its labels and arrives nested in labels with ids", async () => {
	const { sandbox, client, mustikka } = await withForms();
	client.once("interactionCreate", (i) => {
		if (!i.isChatInputCommand()) return;
		void i.showModal(
			form([
				label("Nimimerkki", text("nick", { max_length: 10 }), { description: "Enintään 10 merkkiä" }),
				label("Ikä", { type: ComponentType.RadioGroup, custom_id: "age", options: options(3) }),
				label("Päivät", {
					type: ComponentType.CheckboxGroup,
					custom_id: "days",
					options: options(4),
					min_values: 0,
					required: false,
				}),
				label("Teema", { type: ComponentType.StringSelect, custom_id: "theme", options: options(2) }),
				label("Suostun", { type: ComponentType.Checkbox, custom_id: "consent" }),
			]),
		);
	});
	const { form: opened } = await mustikka.command("/form");
	if (!opened) throw new Error("no form");
	expect(opened.fields.map(({ kind }) => kind)).toEqual([
		"text",
		"radio",
		"checkboxes",
		"select",
		"checkbox",
	]);
	expect(() => opened.fill({ Tuntematon: "x" })).toThrow(FormRefused);
	expect(() => opened.fill({ Ikä: "Vaihtoehto 9" })).toThrow(/no option/);
	await expect(opened.send()).rejects.toThrow('"Nimimerkki": required');
	await expect(opened.fill({ Nimimerkki: "x".repeat(11) }).send()).rejects.toThrow(/over 10 characters/);
	const submitted = new Promise<ModalSubmitInteraction>((resolve, reject) => {
		client.once("interactionCreate", (i) => {
			if (!i.isModalSubmit()) return;
			i.reply({ content: "Kiitos", flags: 64 }).then(() => resolve(i), reject);
		});
	});
	const answer = await opened
		.fill({
			Nimimerkki: "Mustikka",
			Ikä: "Vaihtoehto 2",
			Päivät: ["Vaihtoehto 1", "Vaihtoehto 4"],
			Teema: "Vaihtoehto 1",
			Suostun: true,
		})
		.send();
	expect(answer).toMatchObject({ kind: "message", private: true, text: "Kiitos" });
	const { fields, components } = await submitted;
	expect(fields.getTextInputValue("nick")).toBe("Mustikka");
	expect(fields.getRadioGroup("age")).toBe("v2");
	expect(fields.getCheckboxGroup("days")).toEqual(["v1", "v4"]);
	expect(fields.getStringSelectValues("theme")).toEqual(["v1"]);
	expect(fields.getCheckbox("consent")).toBe(true);
	expect(new Set(components.map(({ id }) => id)).size).toBe(5);
	await expect(opened.send()).rejects.toThrow(/no longer open/);
	expectNoViolations(sandbox);
});

test("the limits of forms: what is at the limit is shown, what is over it meets 50035", async () => {
	const { client, mustikka } = await withForms();
	const radio = (count: number) => ({
		type: ComponentType.RadioGroup,
		custom_id: "r",
		options: options(count),
	});
	const boxes = (count: number) => ({
		type: ComponentType.CheckboxGroup,
		custom_id: "c",
		options: options(count),
	});
	const texts = (count: number) =>
		Array.from({ length: count }, (_, i) => label(`Kenttä ${i}`, text(`t${i}`)));
	const good = [
		form(texts(5)),
		form(texts(1), { title: "x".repeat(45), custom_id: "x".repeat(100) }),
		form([label("x".repeat(45), text("t"), { description: "x".repeat(100) })]),
		form([label("a", radio(2)), label("b", boxes(10))]),
		form([label("a", text("t", { max_length: 4_000, custom_id: "x".repeat(100) }))]),
	];
	for (const data of good) expect(await shown(client, mustikka, data)).toBeNull();
	const bad = [
		form(texts(6)),
		form([]),
		form(texts(1), { title: "x".repeat(46) }),
		form(texts(1), { custom_id: "x".repeat(101) }),
		form([label("x".repeat(46), text("t"))]),
		form([label("a", text("t"), { description: "x".repeat(101) })]),
		form([label("a", radio(1))]),
		form([label("a", radio(11))]),
		form([label("a", boxes(11))]),
		form([label("a", text("t", { max_length: 4_001 }))]),
		form([label("a", text("t", { custom_id: "x".repeat(101) }))]),
		form([label("a", text("same")), label("b", text("same"))]),
	];
	for (const data of bad)
		expect(await shown(client, mustikka, data), JSON.stringify(data).slice(0, 200)).toBe(50035);
});

test("a form may not answer a form", async () => {
	const { client, mustikka } = await withForms();
	expect(await shown(client, mustikka, form([label("a", text("t"))]))).toBeNull();
	client.once("interactionCreate", (i) => {
		if (i.isChatInputCommand()) void i.showModal(form([label("Kenttä", text("t"))]));
	});
	const { form: opened } = await mustikka.command("/form");
	const code = new Promise<number | string | null>((resolve) => {
		client.once("interactionCreate", (i) => {
			if (!i.isModalSubmit()) return;
			const body = { type: 9, data: form([label("a", text("t"))]) };
			const refused = refusal(
				client.rest.post(`/interactions/${i.id}/${i.token}/callback`, { body, auth: false }),
			);
			resolve(refused.finally(() => i.reply("Ei lomaketta lomakkeeseen")));
		});
	});
	await opened?.fill({ Kenttä: "x" }).send();
	expect(await code).toBe(50035);
});

test("a form opened from a message may update it, and a form that nobody answers stays open", async () => {
	const { sandbox, client, mustikka } = await withForms();
	client.once("interactionCreate", (i) => {
		if (!i.isChatInputCommand()) return;
		const button = { type: ComponentType.Button, style: 1, label: "Kirjoita", custom_id: "write" } as const;
		void i.reply({ content: "Vanha", components: [{ type: ComponentType.ActionRow, components: [button] }] });
	});
	const { message } = await mustikka.command("/form");
	client.once("interactionCreate", (i) => {
		if (i.isButton()) void i.showModal(form([label("Kenttä", text("t"))]));
	});
	const { form: opened } = await mustikka.press("Kirjoita");
	opened?.fill({ Kenttä: "Uusi" });
	expect((await opened?.send())?.kind).toBe("failed");
	client.once("interactionCreate", (i) => {
		if (i.isModalSubmit() && i.isFromMessage()) void i.update(i.fields.getTextInputValue("t"));
	});
	expect(await opened?.send()).toMatchObject({ kind: "update", text: "Uusi" });
	expect(mustikka.read("general").find(({ id }) => id === message?.id)?.text).toBe("Uusi");
	expectNoViolations(sandbox);
});
