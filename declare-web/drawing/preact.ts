export { render } from './draw.ts'
export { element } from './element.ts'
export { Fragment } from './jsx-runtime.ts'
