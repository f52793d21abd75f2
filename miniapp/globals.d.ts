/** Where the cloud is: put in by the build (config/index.ts). */
declare const JINGUO_API: string
declare const JINGUO_CLOUD_ENV: string
declare const JINGUO_CLOUD_SERVICE: string
