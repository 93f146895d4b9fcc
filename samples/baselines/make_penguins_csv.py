"""Writes the table of the penguins sample from penguins_raw.csv of the R package palmerpenguins.

python3 samples/baselines/make_penguins_csv.py penguins_raw.csv samples/src/main/resources/data/penguins.csv

The columns have the names of the components of the sample's record. No line is left out, and the
order, the numbers, the dates and NA, the mark of a missing value, are those of the original. Species
are shortened to their first word in upper case, as the constants of the sample's enum, and Yes and
No become true and false. Studies, sample numbers, comments, and the columns that have one value, are
left out.
"""

import csv
import sys

COLUMNS = {
    "individualId": "Individual ID",
    "species": "Species",
    "island": "Island",
    "clutchCompletion": "Clutch Completion",
    "dateEgg": "Date Egg",
    "culmenLength": "Culmen Length (mm)",
    "culmenDepth": "Culmen Depth (mm)",
    "flipperLength": "Flipper Length (mm)",
    "bodyMass": "Body Mass (g)",
    "delta15N": "Delta 15 N (o/oo)",
    "delta13C": "Delta 13 C (o/oo)",
    "sex": "Sex",
}


def main(raw, table):
    with open(raw, encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for line in lines:
            fields = {name: line[column] for name, column in COLUMNS.items()}
            fields["species"] = fields["species"].split()[0].upper()
            fields["clutchCompletion"] = {"Yes": "true", "No": "false"}[fields["clutchCompletion"]]
            writer.writerow(fields.values())


if __name__ == "__main__":
    main(*sys.argv[1:])
