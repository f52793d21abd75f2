export function installPrograms(names: readonly ('mariadb' | 'chromium' | 'font' | 'galera')[]): Promise<void>
export function galeraScripts(): Promise<string>
