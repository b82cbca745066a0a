"""What `make bench` measures: ratios, taken in one run on one machine. No part of the tests or of CI."""
