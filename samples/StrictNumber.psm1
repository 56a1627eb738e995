# Numbers of scripts. pwsh itself takes a comma for a separator of thousands, so that 20,5 would become 205, and rounds 1.5 to 2 for a whole number.

class StrictNumberAttribute : System.Management.Automation.ArgumentTransformationAttribute {
    # Fractions are refused.
    [bool] $IsWhole

    [object] Transform([System.Management.Automation.EngineIntrinsics] $engine, [object] $value) {
        $number = $value
        if ($value -is [string]) {
            $parsed = 0.0
            $styles = [Globalization.NumberStyles]'AllowLeadingSign, AllowDecimalPoint, AllowExponent'
            if (-not [double]::TryParse($value.Trim(), $styles, [cultureinfo]::InvariantCulture, [ref] $parsed)) {
                throw [System.Management.Automation.ArgumentTransformationMetadataException]::new("'$value' is not a number with a point before its decimals, such as $($this.IsWhole ? '50' : '0.5').")
            }
            $number = $parsed
        }
        if ($this.IsWhole -and ($number -is [double] -or $number -is [float] -or $number -is [decimal]) -and $number -ne [math]::Floor($number)) {
            throw [System.Management.Automation.ArgumentTransformationMetadataException]::new("$number is not a whole number.")
        }
        return $number
    }
}
