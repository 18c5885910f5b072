/** A form (modal) being filled: what stands in it, and what its own rules say. No drawing here. */
import { type Component, type ModalData, Part } from "./discord/model.ts";
import type { FieldErrors } from "./discord/rest.ts";
import { t, tn } from "./text/language.ts";

export type Value = string | string[] | boolean;

export interface FormState {
	data: ModalData;
	channelId: string;
	/** By custom id. */
	values: Map<string, Value>;
	/** A file for each field that takes one, by custom id. */
	files: Map<string, File>;
	errors: Map<string, string>;
	/** What went wrong with all of it. */
	trouble: string | null;
	sending: boolean;
	/** Something was written, and the person is asked whether to let it go. */
	leaving: boolean;
	changed: boolean;
}

export function openForm(data: ModalData, channelId: string): FormState {
	const values = new Map<string, Value>();
	for (const { input } of inputs(data)) values.set(input.custom_id ?? "", initial(input));
	return {
		data,
		channelId,
		values,
		files: new Map(),
		errors: new Map(),
		trouble: null,
		sending: false,
		leaving: false,
		changed: false,
	};
}

/** The labelled fields in order, each with its place among the form's components. */
export function inputs(data: ModalData): { label: Component; input: Component; index: number }[] {
	return data.components.flatMap((label, index) => {
		const input = label.component ?? label.components?.[0];
		return input ? [{ label, input, index }] : [];
	});
}

function initial(input: Component): Value {
	if (input.type === Part.textInput) return input.value ?? "";
	if (input.type === Part.checkbox) return input.default ?? false;
	const chosen = (input.options ?? []).filter((option) => option.default).map(({ value }) => value);
	return [...chosen, ...(input.default_values ?? []).map(({ id }) => id)];
}

export function isRequired(input: Component): boolean {
	return input.type !== Part.checkbox && (input.required ?? true);
}

/** How many may be chosen: the least and the most. */
export function choiceLimits(input: Component): [number, number] {
	const least = input.min_values ?? (isRequired(input) ? 1 : 0);
	if (input.type === Part.radios) return [isRequired(input) ? 1 : 0, 1];
	const most = input.max_values ?? (input.type === Part.checkboxes ? (input.options?.length ?? 1) : 1);
	return [least, most];
}

/** What Discord's own client says of a field before it sends; null when it is well. */
export function fault(input: Component, value: Value | undefined): string | null {
	if (input.type === Part.checkbox) return null;
	if (input.type === Part.textInput) {
		const text = String(value ?? "");
		if (text.trim() === "") return isRequired(input) ? t("form.required") : null;
		const most = input.max_length ?? 4_000;
		if (text.length > most) return tn("form.tooLong", most);
		if (text.length < (input.min_length ?? 0)) return tn("form.tooShort", input.min_length ?? 0);
		return null;
	}
	const count = Array.isArray(value) ? value.length : 0;
	const [least, most] = choiceLimits(input);
	if (count === 0) return isRequired(input) ? t("form.chooseOne") : null;
	if (count < least) return tn("form.tooFew", least);
	return count > most ? tn("form.tooMany", most) : null;
}

/** The form as the interaction carries it. */
export function submission({ data, values, files }: FormState): Record<string, unknown> {
	let next = 1;
	const named = [...files.keys()];
	const components = data.components.map((part) => {
		const id = part.id ?? next++;
		const inner = part.component;
		if (!inner) return { type: part.type, id };
		const { type, custom_id = "" } = inner;
		const value = values.get(custom_id);
		const entered = Array.isArray(value)
			? type === Part.radios
				? { value: value[0] ?? null }
				: { values: type === Part.upload ? uploadsOf(named, custom_id) : value }
			: { value };
		return { type: part.type, id, component: { type, id: inner.id ?? next++, custom_id, ...entered } };
	});
	const attachments = [...files.values()].map(({ name }, id) => ({ id, filename: name }));
	const said = { id: data.id, custom_id: data.custom_id, components };
	return attachments.length > 0 ? { ...said, attachments } : said;
}

/** Of a field, which of the request's files is its own. */
function uploadsOf(named: readonly string[], customId: string): string[] {
	const index = named.indexOf(customId);
	return index === -1 ? [] : [String(index)];
}

const words: Record<string, () => string> = {
	BASE_TYPE_REQUIRED: () => t("form.required"),
	BASE_TYPE_BAD_LENGTH: () => t("form.badLength"),
	BASE_TYPE_CHOICES: () => t("form.badChoice"),
};

/** What Discord refused, by the field's custom id. */
export function refusals(data: ModalData, errors: FieldErrors): Map<string, string> {
	const found = new Map<string, string>();
	const step = (at: FieldErrors | undefined, key: string) => at?.[key] as FieldErrors | undefined;
	const parts = step(step(errors, "data"), "components");
	for (const { input, index } of inputs(data)) {
		const first = firstError(step(parts, String(index)));
		if (first) found.set(input.custom_id ?? "", words[first.code]?.() ?? first.message);
	}
	return found;
}

function firstError(at: FieldErrors | undefined): { code: string; message: string } | null {
	if (!at) return null;
	if (at._errors?.[0]) return at._errors[0];
	for (const inner of Object.values(at)) {
		const found = Array.isArray(inner) ? (inner[0] ?? null) : firstError(inner);
		if (found) return found;
	}
	return null;
}
