export function must(command: string, args: readonly string[]): Promise<string>
