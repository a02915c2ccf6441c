"""JSON documents: as given, as pylance stores them, and as pylance 14.0.2 reads them back.

    python generate.py write DIR     with any pylance that knows JSON: makes the table DIR
    python generate.py read DIR      with pylance 14.0.2: prints one line per document,
                                     hex of the stored bytes, tab, the text
"""

import glob
import sys

import lance
import pyarrow as pa
from lance.file import LanceFileReader

DOCUMENTS = [
    "null", "true", "false", "0", "-0", "-0.0", "0.0", "1", "255", "256", "65535", "65536", "4294967295",
    "4294967296", "18446744073709551615", "18446744073709551616", "-1", "-128", "-129", "-32768", "-32769",
    "-2147483648", "-2147483649", "-9223372036854775808", "-9223372036854775809", "1.5", "1e400", "-1e400",
    "1e15", "1e16", "1e17", "1.5e15", "1.5e16", "1.5e17", "1234567890123456.7", "12345678901234567.8",
    "0.001", "0.00001", "0.000012", "0.000001", "1e-7", "1.234e-7", "-1.234e-7", "5e-324", "1e-323", "2e-323",
    "1.7976931348623157e308", "0.1", "1e21", "1E5", "100.0", "3.14159265358979", "2.2250738585072014e-308",
    "12345678901234567890123456789", "1.00000000000000000000000000000001", "9007199254740993.0",
    '""', '"abc"', '"a\\"b\\\\c\\/d\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\\u00e9\\u20ac\\ud83d\\ude00"', '"</script>"',
    "[]", "{}", "[[],{},[1,[2,[3]]]]",
    '{"b":1,"a":{"z":null,"y":[true,false,null,"x",1.25]},"":0,"\\u00e9":2,"aa":3}', ' { "a" : [ 1 , 2 ] } ',
    '{"a":-3.0e0,"k\\"\\n":{"\\u4e2d":"\\u6587"}}', "[" * 40 + "]" * 40, '[1,"two",3.5,null,true,{"x":[{}]}]',
]  # fmt: skip

if sys.argv[1] == "write":
    lance.write_dataset(pa.table({"j": pa.array(DOCUMENTS, pa.json_())}), sys.argv[2])
else:
    texts = lance.dataset(sys.argv[2]).to_table()["j"].to_pylist()
    (file,) = glob.glob(sys.argv[2] + "/data/*.lance")
    column = LanceFileReader(file).read_all().to_table()["j"]
    for stored, text in zip(column.cast(pa.large_binary()).to_pylist(), texts):
        print(stored.hex(), text, sep="\t")
