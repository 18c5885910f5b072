/**
 * Makes a strict copy of a schema: an object with a key that the schema does not name fails. The package's own
 * `setStrictObject` has no effect once its module has been loaded, so the schemas are rebuilt.
 */
import * as z from "zod/mini";

type Schema = z.core.$ZodType;

const copies = new Map<Schema, Schema>();

export function strict(schema: Schema): Schema {
	const known = copies.get(schema);
	if (known) return known;
	const copy = rebuild(schema);
	copies.set(schema, copy);
	return copy;
}

function rebuild(schema: Schema): Schema {
	const def = (schema as z.core.$ZodTypes)._zod.def;
	switch (def.type) {
		case "object": {
			const shape = Object.fromEntries(Object.entries(def.shape).map(([key, field]) => [key, strict(field)]));
			return z.core.clone(schema, { ...def, shape, catchall: z.never() } as typeof def);
		}
		case "array":
			return z.core.clone(schema, { ...def, element: strict(def.element) } as typeof def);
		case "union":
			return z.core.clone(schema, { ...def, options: def.options.map(strict) } as typeof def);
		case "optional":
		case "nullable":
			return z.core.clone(schema, { ...def, innerType: strict(def.innerType) } as typeof def);
		case "record":
			return z.core.clone(schema, { ...def, valueType: strict(def.valueType) } as typeof def);
		case "lazy":
			return z.core.clone(schema, { ...def, getter: () => strict(def.getter()) } as typeof def);
		default:
			return schema;
	}
}
