export { rattanChairs as sample } from '../samples/rattan-chairs.ts'
