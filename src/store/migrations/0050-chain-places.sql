-- Each posting's place in its device's chain: two at one place are two PCs that posted under one code, and a close notes how far each chain went.
CREATE INDEX posted_place ON posted (device, position);
