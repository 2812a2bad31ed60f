const names = new Map<string, string>();

/** A record that was just chosen: its name is known here before any list brings it along. */
export function rememberName(id: string, name: string): void {
  names.set(id, name);
}

export function rememberedName(id: string): string | undefined {
  return names.get(id);
}
