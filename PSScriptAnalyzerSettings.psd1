@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # Scripts talk to a person at a console.
        'PSAvoidUsingWriteHost'
        # UTF-8 without a byte order mark is what pwsh 7 reads and writes.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
