export { render } from './draw.ts'
export { Fragment } from './jsx-runtime.ts'
