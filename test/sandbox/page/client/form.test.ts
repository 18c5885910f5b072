import { expect, test } from "vitest";
import { type Component, type Option, Part } from "./discord/model.ts";
import { fault, inputs, openForm, refusals, submission } from "./form.ts";

const options: Option[] = ["a", "b", "c"].map((value) => ({ label: value.toUpperCase(), value }));
const label = (component: Component): Component => ({ type: Part.label, label: "L", component });
const form = (...components: Component[]) =>
	openForm({ id: "1", title: "T", custom_id: "f", components }, "9");

test("a form opens with what the bot put in it, and sends it as Discord does", () => {
	const state = form(
		{ type: Part.text, content: "read me" },
		label({ type: Part.textInput, custom_id: "t", value: "hei" }),
		label({
			type: Part.radios,
			custom_id: "r",
			options: options.with(1, { label: "B", value: "b", default: true }),
		}),
		label({ type: Part.checkboxes, custom_id: "c", options }),
		label({ type: Part.checkbox, custom_id: "x", default: true }),
	);
	state.values.set("c", ["a", "c"]);
	const { components } = submission(state) as { components: { component?: Record<string, unknown> }[] };
	expect(components.map(({ component }) => component?.values ?? component?.value)).toEqual([
		undefined,
		"hei",
		"b",
		["a", "c"],
		true,
	]);
});

test("a radio group without a choice is sent as null", () => {
	const state = form(label({ type: Part.radios, custom_id: "r", options, required: false }));
	expect(submission(state)).toMatchObject({ components: [{ component: { value: null } }] });
});

test("a file goes beside the form, and the field says which it is", () => {
	const field = (custom_id: string) =>
		label({ type: Part.upload, custom_id, required: false, min_values: 0, max_values: 1 });
	const state = form(field("a"), field("b"));
	const values = () =>
		(submission(state) as { components: { component?: Record<string, unknown> }[] }).components.map(
			({ component }) => component?.values,
		);
	expect(submission(state)).not.toHaveProperty("attachments");
	expect(values()).toEqual([[], []]);
	state.values.set("b", ["kuva.png"]);
	state.files.set("b", new File(["x"], "kuva.png"));
	expect(submission(state)).toMatchObject({ attachments: [{ id: 0, filename: "kuva.png" }] });
	expect(values()).toEqual([[], ["0"]]);
});

test("limits are told at the field: none, too few, too many, too long, too short", () => {
	const text = { type: Part.textInput, custom_id: "t", min_length: 2, max_length: 4 };
	expect(["", "  ", "a", "abcde", "abc"].map((value) => fault(text, value) !== null)).toEqual([
		true,
		true,
		true,
		true,
		false,
	]);
	expect(fault({ ...text, required: false }, "")).toBeNull();
	const boxes = { type: Part.checkboxes, custom_id: "c", options, min_values: 2, max_values: 2 };
	expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((value) => fault(boxes, value) !== null)).toEqual([
		true,
		true,
		false,
		true,
	]);
	expect(fault({ ...boxes, required: false }, [])).toBeNull();
	expect(fault({ type: Part.checkbox, custom_id: "x" }, false)).toBeNull();
});

test("what Discord refuses is told at its field", () => {
	const { data } = form(
		{ type: Part.text, content: "read me" },
		label({ type: Part.textInput, custom_id: "t" }),
	);
	const wrong = { _errors: [{ code: "SOMETHING_NEW", message: "No." }] };
	const errors = { data: { components: { 1: { component: { value: wrong } } } } };
	expect([...refusals(data, errors)]).toEqual([["t", "No."]]);
	expect(inputs(data)).toHaveLength(1);
});
