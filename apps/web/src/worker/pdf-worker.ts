/**
 * Reads PDF files apart from everything else: a thread of its own that has none of our keys.
 * @module
 */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
