// The worker that reads PDFs: a file of ours, as script-src 'self' asks.
import './older-chrome.ts'
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
