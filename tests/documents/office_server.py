"""Runs under the system's Python, beside LibreOffice: does what one request asks, as a person would.

Usage: office_server.py PORT, with a JSON list of steps on standard input. Each step is a list:
a verb and its arguments. What the steps show is printed as JSON.
"""

import json
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

WORD = "MS Word 2007 XML"


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connect(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:socket,host=localhost,port={port};urp;StarOffice.ComponentContext"
    for _ in range(1_200):
        try:
            return resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


class Writer:
    def __init__(self, context):
        create = context.ServiceManager.createInstanceWithContext
        self.desktop = create("com.sun.star.frame.Desktop", context)
        self.dispatcher = create("com.sun.star.frame.DispatchHelper", context)
        self.document = None

    def open(self, path):
        hidden = (value("Hidden", True),)
        self.document = self.desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, hidden)

    def save(self, path):
        self.document.storeToURL(f"file://{path}", (value("FilterName", WORD),))
        self.document.close(True)

    def quit(self):
        self.desktop.terminate()

    def close(self):
        self.document.close(True)

    def dispatch(self, command):
        frame = self.document.CurrentController.Frame
        self.dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())

    def track(self, on):
        self.document.setPropertyValue("RecordChanges", on)

    def find(self, words):
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.document.findFirst(search)
        if found is None:
            raise SystemExit(f"not found: {words}")
        return found

    def replace(self, words, by):
        found = self.find(words)
        text = found.Text
        text.insertString(found, by, True)

    def split(self, words):
        """Press Enter before `words`."""
        found = self.find(words)
        found.Text.insertControlCharacter(found.Start, 0, False)

    def join(self, words):
        """Delete the paragraph mark after the paragraph holding `words`."""
        cursor = self.document.Text.createTextCursorByRange(self.find(words))
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.String = ""

    def add_after(self, words, text):
        cursor = self.document.Text.createTextCursorByRange(self.find(words))
        cursor.gotoEndOfParagraph(False)
        self.document.Text.insertControlCharacter(cursor, 0, False)
        self.document.Text.insertString(cursor, text, False)

    def delete_paragraph(self, words):
        """Delete the paragraph holding `words`, its mark included."""
        cursor = self.document.Text.createTextCursorByRange(self.find(words))
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.String = ""

    def paragraphs(self):
        found = []
        each = self.document.Text.createEnumeration()
        while each.hasMoreElements():
            element = each.nextElement()
            if element.supportsService("com.sun.star.text.Paragraph"):
                found.append(element.String)
        return found


def main():
    writer = Writer(connect(int(sys.argv[1])))
    shown = []
    for verb, *arguments in json.load(sys.stdin):
        result = getattr(writer, verb)(*arguments)
        if result is not None:
            shown.append(result)
    json.dump(shown, sys.stdout)
    sys.stdout.flush()
    # while an ordinary end takes the bridge down, its threads now and then crash
    os._exit(0)


main()
