// here

struct Sample;

impl Driver for Sample {
    fn init(
        _driver: &mut DRIVER_OBJECT,
        _registry_path: &UNICODE_STRING,
    ) -> Result<Self, NTSTATUS> {
        Ok(Self)
    }
}

driver!(Sample);
